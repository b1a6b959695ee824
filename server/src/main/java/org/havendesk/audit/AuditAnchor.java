package org.havendesk.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point of a chain that can be kept elsewhere: whoever has the chain up to there cannot have another one.
 *
 * @param number of an entry; 0 before the first
 * @param hash of that entry
 */
public record AuditAnchor(long number, byte[] hash) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** @return empty when it is none */
    public static Optional<AuditAnchor> parse(String text) {
        var found = TEXT.matcher(text.strip());
        return found.matches()
                ? Optional.of(new AuditAnchor(
                        Long.parseLong(found.group(1)), HexFormat.of().parseHex(found.group(2))))
                : Optional.empty();
    }

    /** As {@code 1204:9f3c...}: the number and 64 digits. */
    @Override
    public String toString() {
        return number + ":" + HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditAnchor anchor && number == anchor.number && Arrays.equals(hash, anchor.hash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) * 31 + Arrays.hashCode(hash);
    }
}
