package org.havendesk.bench.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.havendesk.spam.Evidence;
import org.havendesk.spam.Fingerprint;
import org.havendesk.spam.Judgement;
import org.havendesk.spam.LedgerBound;
import org.havendesk.spam.LedgerRow;
import org.havendesk.spam.Prior;
import org.havendesk.spam.SpamKey;
import org.havendesk.spam.SpamModel;
import org.havendesk.spam.Verdict;

/**
 * Plays a stream of messages to an empty filter: each is scored, then its label is told. Prints a line
 * {@code label score decision} for each, in order; the score is the probability of spam, the decision {@code spam} for
 * what would be held back.
 */
public final class SpamStream {
    /** So many messages come in a day. */
    private static final int DAY = 100;

    private final Options options;
    private final Random chance;
    private SpamModel model;
    private final ArrayDeque<LedgerRow> ledger = new ArrayDeque<>();
    private final ArrayDeque<Late> late = new ArrayDeque<>();
    private final long[] scoring;
    private final PrintStream out;
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private int suspected;
    private long learning;
    private long ledgerBytes;
    private long wholeBytes;
    private long thinBytes;

    /** A label that is told when the message with the number {@code due} has been scored. */
    private record Late(int due, LedgerRow row) {}

    private SpamStream(Options options, SpamModel model, int size, PrintStream out) {
        this.options = options;
        this.chance = new Random(options.seed());
        this.model = model;
        this.scoring = new long[size];
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var options = Options.of(arguments);
        var stream = Stream.read(Path.of(options.index()));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var key = new SpamKey(options.seed(), ~options.seed());
        var model = options.prior()
                ? SpamModel.empty(key, SpamModel.HAM_LOSS, Prior.shipped())
                : SpamModel.empty(key, SpamModel.HAM_LOSS);
        var run = new SpamStream(options, model, stream.items().size(), out);
        run.play(stream);
        out.flush();
        run.summary();
    }

    private void play(Stream stream) throws IOException {
        for (int i = 0; i < scoring.length; i++) {
            var item = stream.items().get(i);
            byte[] raw = item.raw();
            long before = clock.getCurrentThreadCpuTime();
            var evidence = evidence(raw);
            var fingerprint = model.fingerprint(evidence);
            var judgement = model.score(evidence, fingerprint);
            long scored = clock.getCurrentThreadCpuTime();
            scoring[i] = scored - before;
            print(item, judgement);
            long learns = clock.getCurrentThreadCpuTime();
            learnAfter(i, item, fingerprint);
            learning += clock.getCurrentThreadCpuTime() - learns;
            wholeBytes += fingerprint.toBytes().length;
            thinBytes += fingerprint.thinned().toBytes().length;
            if (i % DAY == DAY - 1) bound();
        }
    }

    private Evidence evidence(byte[] raw) {
        return options.channel()
                .map(channel -> Evidence.ofText(channel, "", text(raw)))
                .orElseGet(() -> Evidence.ofMail(raw));
    }

    private static String text(byte[] raw) {
        var all = new String(raw, StandardCharsets.UTF_8);
        int head = all.indexOf("\n\n");
        return head < 0 ? all : all.substring(head + 2);
    }

    private void print(Stream.Item item, Judgement judgement) {
        if (judgement.verdict() == Verdict.SUSPECTED) suspected++;
        out.println((item.spam() ? "spam " : "ham ")
                + judgement.probability()
                + (judgement.verdict() == Verdict.QUARANTINE ? " spam" : " ham"));
    }

    private void learnAfter(int at, Stream.Item item, Fingerprint print) {
        boolean told = chance.nextDouble() < options.feedback();
        boolean wrong = chance.nextDouble() < options.noise();
        if (told) late.addLast(new Late(at + options.delay(), row(item, item.spam() ^ wrong, print)));
        while (!late.isEmpty() && late.getFirst().due() <= at)
            learn(late.removeFirst().row());
    }

    private void learn(LedgerRow row) {
        model.learn(row);
        ledger.addLast(row);
        ledgerBytes += bytes(row);
    }

    /** Keeps the ledger within its bound and builds the model again if something went, as the product does at night. */
    private void bound() {
        if (options.ledger() == 0 || ledgerBytes <= options.ledger()) return;
        var bound = LedgerBound.of(Integer.MAX_VALUE, options.ledger());
        var newest = new ArrayDeque<LedgerRow>();
        long bytes = 0;
        while (!ledger.isEmpty()) {
            var row = ledger.removeLast();
            var kept = bound.whole(bytes(row)) ? row : row.thinned();
            if (!bound.keeps(bytes(kept))) break;
            newest.addFirst(kept);
            bytes += bytes(kept);
        }
        ledger.clear();
        ledger.addAll(newest);
        ledgerBytes = bytes;
        model = model.rebuilt(ledger);
    }

    private static int bytes(LedgerRow row) {
        return row.print().toBytes().length;
    }

    private LedgerRow row(Stream.Item item, boolean spam, Fingerprint print) {
        return new LedgerRow(item.file(), item.file(), spam, LedgerRow.Strength.MARK, Instant.EPOCH, print);
    }

    private void summary() {
        Arrays.sort(scoring);
        long spent = Arrays.stream(scoring).sum() + learning;
        System.err.printf(
                Locale.ROOT,
                "%d messages, %d learned, %.0f messages/s of one core, score p50 %.2f ms p99 %.2f ms max %.2f ms, "
                        + "model %.1f MB in memory %.1f MB stored, ledger %.1f MB, "
                        + "a lesson %d bytes and thinned %d, %d suspected%n",
                scoring.length,
                model.marks(),
                scoring.length / (spent / 1e9),
                percentile(0.5),
                percentile(0.99),
                percentile(1),
                model.memory() / 1e6,
                model.toBytes().length / 1e6,
                ledgerBytes / 1e6,
                wholeBytes / scoring.length,
                thinBytes / scoring.length,
                suspected);
    }

    private double percentile(double share) {
        return scoring[Math.min(scoring.length - 1, (int) (share * scoring.length))] / 1e6;
    }
}
