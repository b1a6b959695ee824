package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.spam.Judgement.Expert;
import org.havendesk.spam.Judgement.Reason;
import org.havendesk.spam.Judgement.Vote;

/**
 * What one account's filter has learned. It is a function of the account's ledger: teaching the same rows in the same
 * order gives the same model to the last byte, on every machine. One thread at a time.
 */
public final class SpamModel {
    /** The share of good messages that may be held back, if the account does not say otherwise. */
    public static final double HAM_LOSS = 0.0015;

    private static final int FORMAT = 4;
    private static final int TABLE_BITS = 19;
    private static final int MOST_REASONS = 8;

    private final SpamKey key;
    private final Optional<Prior> prior;
    private final MarginExpert bytes = new MarginExpert(Fingerprint.GRAM_BITS);
    private final MarginExpert words = new MarginExpert(TABLE_BITS);
    private final WordExpert counts = new WordExpert(TABLE_BITS);
    private final PairExpert pairs = new PairExpert();
    private final Calibration[] calibrations = {
        new Calibration(4), new Calibration(4), new Calibration(0.4), new Calibration(10)
    };
    private final Mixture mixture = new Mixture(0.5, 0.5, 0.3, 0.2);
    private final HamGuard guard;
    private final Map<Long, Boolean> paired = new LinkedHashMap<>();

    private SpamModel(SpamKey key, double hamLoss, Optional<Prior> prior) {
        this.key = key;
        this.prior = prior;
        guard = new HamGuard(hamLoss);
    }

    /** @param hamLoss the share of good messages that may be held back; see {@link #HAM_LOSS} */
    public static SpamModel empty(SpamKey key, double hamLoss) {
        return new SpamModel(key, hamLoss, Optional.empty());
    }

    /** A model that starts from what is known to all; see {@link Prior}. */
    public static SpamModel empty(SpamKey key, double hamLoss, Prior prior) {
        return new SpamModel(key, hamLoss, Optional.of(prior));
    }

    /** How many rows of the ledger this model rests on. */
    public int marks() {
        return paired.size();
    }

    /** What a ledger keeps of a message; see {@link LedgerRow}. */
    public Fingerprint fingerprint(Evidence evidence) {
        return prior.map(known -> Fingerprint.of(evidence, key, known)).orElseGet(() -> Fingerprint.of(evidence, key));
    }

    /** Judges a message and learns nothing from it. */
    public Judgement score(Evidence evidence) {
        return score(evidence, fingerprint(evidence));
    }

    /** What {@link #score} says in one number. */
    double logOdds(Evidence evidence) {
        return opinion(Features.of(fingerprint(evidence))).fused;
    }

    /** @param print the {@link #fingerprint} of this evidence, for who keeps it anyway */
    public Judgement score(Evidence evidence, Fingerprint print) {
        var features = Features.of(print);
        var opinion = opinion(features);
        double bar = guard.bar();
        return new Judgement(
                Odds.probability(opinion.fused),
                opinion.fused,
                bar,
                verdict(opinion.fused, bar),
                reasons(evidence, print, features),
                votes(opinion));
    }

    private static Verdict verdict(double logOdds, double bar) {
        if (logOdds >= bar) return Verdict.QUARANTINE;
        return logOdds > 0 ? Verdict.SUSPECTED : Verdict.INBOX;
    }

    /** The ids that each expert looks at. */
    private record Features(int[] grams, int[] words, int[] pairs, double prior) {
        static Features of(Fingerprint print) {
            return new Features(
                    print.grams(), distinctWords(print.words()), PairExpert.pairs(print.words()), print.prior());
        }

        private static int[] distinctWords(int[] sequence) {
            var ids = new int[sequence.length];
            int count = 0;
            for (int word : sequence) if (word != 0) ids[count++] = slot(word);
            return Ids.distinct(ids, count);
        }

        static int slot(int word) {
            return word >>> (Fingerprint.WORD_BITS - TABLE_BITS);
        }
    }

    private record Opinion(double[] scores, double[] votes, double prior, double fused) {}

    private Opinion opinion(Features features) {
        double[] scores = {
            bytes.score(features.grams),
            words.score(features.words),
            counts.score(features.words),
            pairs.score(features.pairs)
        };
        var votes = new double[scores.length];
        for (int i = 0; i < scores.length; i++) votes[i] = calibrations[i].logOdds(scores[i]);
        double fused = mixture.logOdds(votes) + Prior.weight(marks()) * features.prior;

        return new Opinion(scores, votes, features.prior, fused);
    }

    private List<Vote> votes(Opinion opinion) {
        var votes = new ArrayList<Vote>();
        for (int i = 0; i < opinion.votes.length; i++) {
            votes.add(new Vote(Expert.values()[i], opinion.votes[i], mixture.weight(i)));
        }
        if (prior.isPresent()) votes.add(new Vote(Expert.PRIOR, opinion.prior, Prior.weight(marks())));
        return List.copyOf(votes);
    }

    private List<Reason> reasons(Evidence evidence, Fingerprint print, Features features) {
        double margin = mixture.weight(Expert.WORDS.ordinal()) * calibrations[Expert.WORDS.ordinal()].slope();
        double count = mixture.weight(Expert.COUNTS.ordinal())
                * calibrations[Expert.COUNTS.ordinal()].slope()
                / Math.sqrt(Math.max(1, features.words.length));
        var weights = new HashMap<String, Double>();
        for (int i = 0; i < print.words().length; i++) {
            if (print.words()[i] == 0) continue;
            int slot = Features.slot(print.words()[i]);
            weights.computeIfAbsent(
                    evidence.words().get(i),
                    word -> margin * words.share(slot, features.words.length) + count * counts.logOdds(slot));
        }
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .sorted(Comparator.<Map.Entry<String, Double>>comparingDouble(entry -> -Math.abs(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_REASONS)
                .map(entry -> Words.reason(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Learns one row. A message that has been learned before is not learned again: unlearn its old row first. A row without
     * the message's bytes teaches the experts on words, and nothing about how far they all are to be believed together.
     */
    public void learn(LedgerRow row) {
        long id = key.id(row.message());
        if (paired.containsKey(id)) return;
        var features = Features.of(row.print());
        var opinion = opinion(features);
        double weight = row.strength().weight();
        int halves = row.strength().halves();

        if (!row.print().isThin()) {
            guard.learn(opinion.fused, row.spam());
            mixture.learn(opinion.votes, opinion.fused, row.spam(), weight);
            calibrations[0].learn(opinion.scores[0], row.spam(), weight);
        }
        if (!row.print().isThin() || features.grams.length > 0) {
            bytes.learn(id, features.grams, row.print().gramsEach(), row.spam(), weight);
        }
        for (int i = 1; i < calibrations.length; i++) {
            calibrations[i].learn(opinion.scores[i], row.spam(), weight);
        }
        words.learn(id, features.words, row.spam(), weight);
        counts.learn(features.words, row.spam(), halves);
        paired.put(id, pairs.learn(features.pairs, row.spam(), halves));
    }

    /**
     * Takes back what a row taught, at once: counts and steps exactly, the rest but for the trace it left in how others
     * were learned. {@link #rebuilt} from the remaining rows removes that trace too.
     */
    public void unlearn(LedgerRow row) {
        long id = key.id(row.message());
        var stepped = paired.remove(id);
        if (stepped == null) return;
        var features = Features.of(row.print());
        int halves = row.strength().halves();

        bytes.unlearn(id);
        words.unlearn(id);
        counts.learn(features.words, row.spam(), -halves);
        if (stepped) pairs.step(features.pairs, row.spam(), -halves);
    }

    /** The model that follows from these rows and from nothing else, with this one's key, prior and target. */
    public SpamModel rebuilt(Iterable<LedgerRow> inOrder) {
        var model = new SpamModel(key, guard.target(), prior);
        inOrder.forEach(model::learn);
        return model;
    }

    /** Everything that was learned, but for the fingerprints, which the ledger has. Holds no readable word. */
    public byte[] toBytes() {
        return Ids.compressed(this::write);
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        bytes.write(out);
        words.write(out);
        counts.write(out);
        pairs.write(out);
        for (var calibration : calibrations) calibration.write(out);
        mixture.write(out);
        guard.write(out);
        out.writeInt(paired.size());
        for (var entry : paired.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeBoolean(entry.getValue());
        }
    }

    /**
     * Puts what {@link #toBytes} gave into this empty model.
     *
     * @param ledger the rows that the model rests on, read only as far as needed: quickest with the newest first; one that
     *     is missing is no longer held on to
     * @throws IllegalArgumentException when these bytes are none of ours, or of another format
     */
    public SpamModel restore(byte[] stored, Iterable<LedgerRow> ledger) {
        Ids.decompressed(stored, in -> {
            read(in);
            return this;
        });
        var rows = ledger.iterator();
        while (!(bytes.isWhole() && words.isWhole()) && rows.hasNext()) {
            var row = rows.next();
            long id = key.id(row.message());
            bytes.recall(id, row.print().grams(), row.print().gramsEach());
            words.recall(id, Features.distinctWords(row.print().words()));
        }
        bytes.letGo();
        words.letGo();
        return this;
    }

    private void read(DataInputStream in) throws IOException {
        if (in.readInt() != FORMAT) throw new IOException("Another format");
        bytes.read(in);
        words.read(in);
        counts.read(in);
        pairs.read(in);
        for (var calibration : calibrations) calibration.read(in);
        mixture.read(in);
        guard.read(in);
        int rows = in.readInt();
        for (int i = 0; i < rows; i++) paired.put(in.readLong(), in.readBoolean());
    }

    /** Bytes of memory that this model takes while it is in use, near enough. */
    public long memory() {
        return bytes.bytes() + words.bytes() + counts.bytes() + pairs.bytes() + guard.bytes() + 64L * paired.size();
    }
}
