package org.havendesk.spam;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The addresses that begin with the same bits. Written as the first of them and the length of the prefix, so that equal
 * networks are written equally.
 */
final class Network {
    /** Larger networks than these would be listed by mistake only. */
    private static final int WIDEST_4 = 8;

    private static final int WIDEST_6 = 16;

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

    private final InetAddress first;
    private final int prefix;

    private Network(InetAddress address, int prefix) {
        this.first = masked(address, prefix);
        this.prefix = prefix;
    }

    static Network of(InetAddress address, int prefix) {
        return new Network(address, prefix);
    }

    /** Reads an address or a network; asks no name server. */
    static Optional<Network> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) return Optional.empty();
        try {
            var address = InetAddress.ofLiteral(written.group(1));
            int bits = bits(address);
            int prefix = written.group(2) == null ? bits : Integer.parseInt(written.group(2));
            return prefix <= bits ? Optional.of(new Network(address, prefix)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All networks that may be listed and that this address lies in, as they are written, the smallest first. */
    static List<String> around(InetAddress address) {
        int bits = bits(address);
        return IntStream.rangeClosed(0, bits - widest(address))
                .mapToObj(shorter -> new Network(address, bits - shorter).toString())
                .toList();
    }

    boolean isNarrow() {
        return prefix >= widest(first);
    }

    private static int widest(InetAddress address) {
        return address instanceof Inet4Address ? WIDEST_4 : WIDEST_6;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }

    private static InetAddress masked(InetAddress address, int prefix) {
        var bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefix - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff00 >> kept);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("As many bytes as before", e);
        }
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
