package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Winnow over orthogonal sparse bigrams (Siefkes, Assis, Chhabra and Yerazunis, 2004): pairs of words at most four
 * apart. A weight is a promotion and a demotion, each to a whole number of half steps, so that a step can be taken back
 * without a trace.
 */
final class PairExpert {
    static final int BITS = 20;

    private static final int MASK = (1 << BITS) - 1;
    private static final int REACH = 4;
    private static final double THICK = 0.05;
    private static final double[] PROMOTED = powers(1.23);
    private static final double[] DEMOTED = powers(0.83);

    private final short[] towardsSpam = new short[1 << BITS];
    private final short[] towardsHam = new short[1 << BITS];

    private static double[] powers(double base) {
        var powers = new double[2_048];
        for (int i = 0; i < powers.length; i++) powers[i] = StrictMath.pow(base, i / 2.0);
        return powers;
    }

    /** Ids of the words and of their pairs, ascending, each once. */
    static int[] pairs(int[] words) {
        var ids = new int[words.length * (REACH + 1)];
        int count = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i] == 0) continue;
            ids[count++] = mixed(words[i], 0, 0);
            for (int apart = 1; apart <= REACH && apart <= i && words[i - apart] != 0; apart++) {
                ids[count++] = mixed(words[i], words[i - apart], apart);
            }
        }
        return Ids.distinct(ids, count);
    }

    /** The words' ids are keyed already, so this needs to spread and not to hide. */
    private static int mixed(int word, int before, int apart) {
        long both = (long) word << 27 ^ (long) before << 3 ^ apart;
        both *= 0x9E3779B97F4A7C15L;
        both ^= both >>> 29;
        both *= 0xBF58476D1CE4E5B9L;
        return (int) (both >>> 40) & MASK;
    }

    double score(int[] pairs) {
        double spam = 0;
        double ham = 0;
        for (int id : pairs) {
            int up = Math.min(towardsSpam[id], PROMOTED.length - 1);
            int down = Math.min(towardsHam[id], PROMOTED.length - 1);
            spam += PROMOTED[up] * DEMOTED[down];
            ham += PROMOTED[down] * DEMOTED[up];
        }
        return pairs.length == 0 ? 0 : StrictMath.log(spam / ham);
    }

    /** @return whether a step was taken: a message that was clear already teaches nothing */
    boolean learn(int[] pairs, boolean spam, int halves) {
        double score = score(pairs);
        if ((spam ? score : -score) >= THICK) return false;
        step(pairs, spam, halves);
        return true;
    }

    void step(int[] pairs, boolean spam, int halves) {
        var side = spam ? towardsSpam : towardsHam;
        for (int id : pairs) side[id] = (short) Math.clamp(side[id] + halves, 0, Short.MAX_VALUE);
    }

    void write(DataOutputStream out) throws IOException {
        Tables.write(out, towardsSpam);
        Tables.write(out, towardsHam);
    }

    void read(DataInputStream in) throws IOException {
        Tables.read(in, towardsSpam);
        Tables.read(in, towardsHam);
    }

    long bytes() {
        return 2L * (towardsSpam.length + towardsHam.length);
    }
}
