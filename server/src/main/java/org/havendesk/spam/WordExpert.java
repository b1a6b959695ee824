package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Counts in how many spam and other messages each word was (Robinson's estimate) and adds up what the words say, with
 * the square root of their number as the measure, because words come in company. Counts are in halves of a mark.
 */
final class WordExpert {
    /** How many messages the belief about an unknown word is worth, and that belief. */
    private static final double STRENGTH = 0.0178;

    private static final double UNKNOWN = 0.52;

    /** Words that are nearer to one half than this are left out. */
    private static final double LEAST = 0.375;

    private static final double SUREST = 1e-6;

    private final short[] inSpam;
    private final short[] inHam;
    private int spam;
    private int ham;

    WordExpert(int bits) {
        inSpam = new short[1 << bits];
        inHam = new short[1 << bits];
    }

    double score(int[] ids) {
        double sum = 0;
        int told = 0;
        for (int id : ids) {
            double odds = logOdds(id);
            if (odds == 0) continue;
            sum += odds;
            told++;
        }
        return told == 0 ? 0 : sum / Math.sqrt(told);
    }

    /** What one word says by itself; 0 when it says too little to count. */
    double logOdds(int id) {
        double inSpam = this.inSpam[id] / 2.0;
        double inHam = this.inHam[id] / 2.0;
        double seen = inSpam + inHam;
        double likely = UNKNOWN;
        if (seen > 0) {
            double amongSpam = spam == 0 ? 0 : inSpam / (spam / 2.0);
            double amongHam = ham == 0 ? 0 : inHam / (ham / 2.0);
            likely = (STRENGTH * UNKNOWN + seen * (amongSpam / (amongSpam + amongHam))) / (STRENGTH + seen);
        }
        if (Math.abs(likely - 0.5) < LEAST) return 0;
        double clipped = Math.clamp(likely, SUREST, 1 - SUREST);
        return StrictMath.log(clipped / (1 - clipped));
    }

    /** @param halves 2 for a mark, 1 for a weak sign, negative to take either back */
    void learn(int[] ids, boolean isSpam, int halves) {
        var counts = isSpam ? inSpam : inHam;
        for (int id : ids) counts[id] = (short) Math.clamp(counts[id] + halves, 0, Short.MAX_VALUE);
        if (isSpam) spam += halves;
        else ham += halves;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(spam);
        out.writeInt(ham);
        Tables.write(out, inSpam);
        Tables.write(out, inHam);
    }

    void read(DataInputStream in) throws IOException {
        spam = in.readInt();
        ham = in.readInt();
        Tables.read(in, inSpam);
        Tables.read(in, inHam);
    }

    long bytes() {
        return 2L * (inSpam.length + inHam.length);
    }
}
