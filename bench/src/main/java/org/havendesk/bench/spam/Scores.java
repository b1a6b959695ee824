package org.havendesk.bench.spam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The figures of the TREC Spam Track over lines of {@code label score [decision]}. */
record Scores(List<Line> lines) {

    /** @param held the decision, or whether the score reaches one half where the line has none */
    record Line(boolean spam, double score, boolean held) {}

    /** @param byScore whether the lines' own decisions are passed over */
    static Scores read(Path file, boolean byScore) throws IOException {
        var lines = new ArrayList<Line>();
        for (var text : Files.readAllLines(file)) {
            if (text.isBlank() || text.startsWith("#")) continue;
            var fields = text.strip().split("\\s+");
            double score = Double.parseDouble(fields[1]);
            boolean held = fields.length > 2 && !byScore ? fields[2].equals("spam") : score >= 0.5;
            lines.add(new Line(fields[0].equals("spam"), score, held));
        }
        return new Scores(List.copyOf(lines));
    }

    Scores from(int skipped) {
        return new Scores(lines.subList(Math.min(skipped, lines.size()), lines.size()));
    }

    Scores first(int count) {
        return new Scores(lines.subList(0, Math.min(count, lines.size())));
    }

    private long count(boolean spam) {
        return lines.stream().filter(line -> line.spam == spam).count();
    }

    private long wrong(boolean spam) {
        return lines.stream()
                .filter(line -> line.spam == spam && line.held != spam)
                .count();
    }

    /** Good messages held back, in percent. */
    double hamLost() {
        return 100.0 * wrong(false) / count(false);
    }

    /** Spam let through, in percent. */
    double spamMissed() {
        return 100.0 * wrong(true) / count(true);
    }

    long errors() {
        return wrong(false) + wrong(true);
    }

    /** The mean of both error rates on the logistic scale, in percent; no rate is taken to be less than half a message. */
    double lam() {
        double mean = (logit(wrong(false), count(false)) + logit(wrong(true), count(true))) / 2;
        return 100 / (1 + Math.exp(-mean));
    }

    private static double logit(long wrong, long of) {
        double share = Math.min(Math.max(wrong, 0.5), of - 0.5) / of;
        return Math.log(share / (1 - share));
    }

    /** One minus the area under the receiver operating characteristic, in percent; ties count half. */
    double roca() {
        double[] ham = sorted(false);
        double[] spam = sorted(true);
        double above = 0;
        int below = 0;
        int upTo = 0;
        for (double score : spam) {
            while (below < ham.length && ham[below] < score) below++;
            upTo = Math.max(upTo, below);
            while (upTo < ham.length && ham[upTo] == score) upTo++;
            above += below + (upTo - below) / 2.0;
        }
        return 100 * (1 - above / ((double) ham.length * spam.length));
    }

    private double[] sorted(boolean spam) {
        return lines.stream()
                .filter(line -> line.spam == spam)
                .mapToDouble(Line::score)
                .sorted()
                .toArray();
    }

    /** Spam missed, in percent, by the lowest bar that would have lost no more than this share of the good messages. */
    double spamMissedAt(double hamLoss) {
        double[] ham = sorted(false);
        double[] spam = sorted(true);
        int lost = (int) Math.floor(hamLoss * ham.length + 1e-9);
        if (lost >= ham.length) return 0;
        double bar = ham[ham.length - 1 - lost];
        return 100.0 * Arrays.stream(spam).filter(score -> score <= bar).count() / spam.length;
    }

    /** The middle 95 % of {@link #roca} over so many samples of the lines with repetition. */
    String bootstrap(int samples) {
        var random = new Random(1);
        var found = new double[samples];
        for (int i = 0; i < samples; i++) {
            var sample = new ArrayList<Line>(lines.size());
            for (int j = 0; j < lines.size(); j++) sample.add(lines.get(random.nextInt(lines.size())));
            found[i] = new Scores(sample).roca();
        }
        Arrays.sort(found);
        int low = (int) (0.025 * samples);
        int high = Math.min(samples - 1, (int) (0.975 * samples));
        return String.format(Locale.ROOT, " [%.3f..%.3f]", found[low], found[high]);
    }

    /** All figures on one line. */
    String figures(int bootstraps) {
        return String.format(
                Locale.ROOT,
                "n=%d 1-ROCA%%=%.4f%s LAM%%=%.3f hm%%=%.3f sm%%=%.3f sm@.1%%=%.3f sm@1%%=%.3f",
                lines.size(),
                roca(),
                bootstraps > 0 ? bootstrap(bootstraps) : "",
                lam(),
                hamLost(),
                spamMissed(),
                spamMissedAt(0.001),
                spamMissedAt(0.01));
    }

    /** The learning curve on one line: errors over the first messages. */
    String start() {
        var text = new StringBuilder("    errors in the first");
        for (int count : new int[] {100, 500, 1000, 2000}) {
            if (lines.size() < count) continue;
            var first = first(count);
            text.append(String.format(Locale.ROOT, "  %d: %d (1-ROCA%% %.3f)", count, first.errors(), first.roca()));
        }
        return text.toString();
    }
}
