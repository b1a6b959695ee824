package org.havendesk.email.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Looks things up in the DNS (RFC 1035). That there is nothing is an answer too: an empty one. */
public interface Dns {
    /** What is asked for, and how its values are written in an answer. */
    enum Kind {
        /** Each record in one piece (RFC 7208, 3.3), one character a byte. */
        TXT,
        /** Addresses, written as they usually are. */
        A,
        AAAA,
        /** Host names, the preferred one first. */
        MX,
        /** Host names. */
        PTR
    }

    /**
     * The values of a name, aliases followed.
     *
     * @return empty when there is no such name, nothing of this kind, or no such name could be
     * @throws NoAnswer when no name server could say, now
     */
    List<String> ask(String name, Kind kind) throws NoAnswer;

    /** The addresses of a name that are of the same family as another address. */
    default List<InetAddress> addresses(String name, InetAddress like) throws NoAnswer {
        return ask(name, like instanceof Inet4Address ? Kind.A : Kind.AAAA).stream()
                .map(InetAddress::ofLiteral)
                .toList();
    }

    /** No name server has answered. It says nothing about the name. */
    final class NoAnswer extends Exception {
        public NoAnswer() {
            super("No answer from the DNS", null, false, false);
        }
    }
}
