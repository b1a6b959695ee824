package org.havendesk.email.auth;

import java.time.Duration;
import java.util.List;

/** The DNS as one mail may use it: so many questions, so long. After two that nobody answered, no more are asked. */
final class BoundedDns implements Dns {
    private static final int MOST_SILENCES = 2;

    private final Dns dns;
    private final long deadline;
    private int left;
    private int silences;

    BoundedDns(Dns dns, Duration patience, int questions) {
        this.dns = dns;
        this.deadline = System.nanoTime() + patience.toNanos();
        this.left = questions;
    }

    @Override
    public List<String> ask(String name, Kind kind) throws NoAnswer {
        if (left-- <= 0 || silences >= MOST_SILENCES || System.nanoTime() - deadline > 0) {
            throw new NoAnswer();
        }
        try {
            return dns.ask(name, kind);
        } catch (NoAnswer e) {
            silences++;
            throw e;
        }
    }
}
