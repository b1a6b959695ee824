package org.havendesk.email.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.havendesk.email.auth.Dns.NoAnswer;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.MailSignature.Unsound;
import org.havendesk.email.auth.SigningKey.NoKey;

/**
 * What servers on the way found out and sealed, one set each (RFC 8617).
 *
 * @param sets the oldest first; empty unless the chain holds
 */
record ArcChain(Finding finding, List<Set> sets) {
    static final ArcChain NOT_NEEDED = new ArcChain(Finding.none("notNeeded"), List.of());

    private static final int MOST = 50;
    private static final Pattern INSTANCE = Pattern.compile("\\s*i\\s*=\\s*([1-9][0-9]?)\\s*(?:;.*)?", Pattern.DOTALL);
    private static final String RESULTS = "arc-authentication-results";
    private static final String SIGNATURE = "arc-message-signature";
    private static final String SEAL = "arc-seal";

    /** What one server added, and the domain that it sealed for. */
    record Set(Field results, Field signature, Field seal, TagList tags) {
        String sealer() {
            return Domains.normal(tags.compact("d").orElse(""));
        }

        /** What it had found out. */
        Optional<AuthenticationResults> found() {
            var value = results.unfolded();
            return AuthenticationResults.parse(value.substring(value.indexOf(';') + 1));
        }
    }

    static ArcChain of(SignedMail mail) {
        var given = mail.fields().fields().stream()
                .filter(field -> field.name().equals(RESULTS)
                        || field.name().equals(SIGNATURE)
                        || field.name().equals(SEAL))
                .toList();
        if (given.isEmpty()) {
            return new ArcChain(Finding.none("noChain"), List.of());
        }
        var sets = sets(given);
        if (sets.isEmpty()) {
            return broken("");
        }
        var last = sets.getLast().sealer();
        try {
            return holds(mail, sets) ? new ArcChain(new Finding(Result.PASS, "chain", last), sets) : broken(last);
        } catch (NoAnswer e) {
            return new ArcChain(Finding.noAnswer(last), List.of());
        }
    }

    private static ArcChain broken(String sealer) {
        return new ArcChain(new Finding(Result.FAIL, "broken", sealer), List.of());
    }

    /** Whole sets, numbered without a gap, each saying that it found the chain whole; else none. */
    private static List<Set> sets(List<Field> given) {
        Map<Integer, Map<String, Field>> byInstance = new TreeMap<>();
        for (var field : given) {
            var instance = INSTANCE.matcher(field.value());
            if (!instance.matches()
                    || byInstance
                                    .computeIfAbsent(Integer.valueOf(instance.group(1)), key -> new TreeMap<>())
                                    .put(field.name(), field)
                            != null) {
                return List.of();
            }
        }
        var sets = new ArrayList<Set>();
        for (var set : byInstance.entrySet()) {
            var fields = set.getValue();
            var seal = Optional.ofNullable(fields.get(SEAL)).flatMap(field -> TagList.parse(field.value()));
            var number = sets.size() + 1;
            var isWhole = fields.size() == 3 && set.getKey() == number && number <= MOST;
            var validation = number == 1 ? "none" : "pass";
            if (!isWhole
                    || seal.flatMap(tags -> tags.compact("cv"))
                            .filter(validation::equalsIgnoreCase)
                            .isEmpty()) {
                return List.of();
            }
            sets.add(new Set(
                    fields.getOrDefault(RESULTS, given.getFirst()),
                    fields.getOrDefault(SIGNATURE, given.getFirst()),
                    fields.getOrDefault(SEAL, given.getFirst()),
                    seal.get()));
        }
        return sets;
    }

    /** The newest signature over the mail must hold, and every seal (RFC 8617, 5.2). */
    private static boolean holds(SignedMail mail, List<Set> sets) throws NoAnswer {
        try {
            var newest = mail.check(MailSignature.ofServer(sets.getLast().signature()));
            if (newest.result() == Result.TEMPERROR) {
                throw new NoAnswer();
            }
            if (!newest.passed()) {
                return false;
            }
            var covered = new ArrayList<Field>();
            for (var set : sets) {
                covered.add(set.results());
                covered.add(set.signature());
                if (set.tags().has("h") || !mail.isSealed(set.tags(), covered, set.seal())) {
                    return false;
                }
                covered.add(set.seal());
            }
            return true;
        } catch (Unsound | NoKey e) {
            return false;
        }
    }

    /**
     * Whether a server that we trust found that the author's domain had sent the mail, and everybody who had it after is
     * trusted too.
     */
    boolean vouchesFor(String author, List<String> trusted) {
        for (var set : sets.reversed()) {
            if (!isTrusted(set, trusted)) {
                return false;
            }
            if (set.found().filter(found -> found.vouchesFor(author)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    boolean endsWithTrusted(List<String> trusted) {
        return !sets.isEmpty() && isTrusted(sets.getLast(), trusted);
    }

    private static boolean isTrusted(Set set, List<String> trusted) {
        return trusted.stream()
                .map(Domains::normal)
                .filter(one -> !one.isEmpty())
                .anyMatch(one -> Domains.isWithin(set.sealer(), one));
    }
}
