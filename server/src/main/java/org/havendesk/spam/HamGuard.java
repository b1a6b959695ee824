package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Sets the bar for quarantine so that no more than a target share of an account's good mail is held back. It goes by the
 * scores that messages got before it was known what they are: the newer half of them, because a filter changes fastest
 * while it is young. {@link LabelCurve} says how likely a message of each score is good after all; the bar stands where
 * the good mail that is expected above it comes to the target.
 *
 * <p>Some labels are slips, and a spam that somebody called good looks like a good mail that was almost lost. If the
 * labels show such slips, {@link HamTail} looks again with these taken out.
 */
final class HamGuard {
    /** Nothing is held back before so many good messages are known: there is nothing to set a bar by. */
    private static final int NEEDED = 10;

    /** How many scores are looked at: half of all there were, within these bounds. */
    private static final int LEAST = 200;

    static final int MOST = 2_000;

    /** The share of the target that is aimed at: what comes after is never quite like what was before. */
    private static final double AIM = 2 / 3.0;

    /** The bar never falls below this, in log-odds. */
    private static final double LOWEST = 1;

    private final double target;
    private final Scores scores = new Scores();
    private final byte[] places = new byte[MOST];
    private final boolean[] spam = new boolean[MOST];
    private int told;
    private int size;
    private int next;
    private double bar = Double.POSITIVE_INFINITY;
    private boolean outdated;

    /** @param target share of good messages that may be held back, such as 0.0015 */
    HamGuard(double target) {
        this.target = target;
    }

    double target() {
        return target;
    }

    /** The log-odds from which a message is held back; infinite while too little is known. */
    double bar() {
        if (outdated) {
            bar = scores.ham() < NEEDED ? Double.POSITIVE_INFINITY : Math.max(LOWEST, found());
            outdated = false;
        }
        return bar;
    }

    private double found() {
        var curve = LabelCurve.of(scores);
        double expected = curve.bar(scores, AIM * target);
        return curve.mistaken() ? Math.min(expected, HamTail.of(scores, curve).bar(AIM * target)) : expected;
    }

    void learn(double logOdds, boolean isSpam) {
        append(Scores.place(logOdds), isSpam);
        told++;
        int kept = Math.max(Math.min(told, LEAST), Math.min(MOST, (told + 1) / 2));
        while (size > kept) {
            int oldest = index(size);
            scores.add(places[oldest], spam[oldest], -1);
            size--;
        }
        outdated = true;
    }

    private void append(int place, boolean isSpam) {
        if (size == MOST) {
            int oldest = index(size);
            scores.add(places[oldest], spam[oldest], -1);
            size--;
        }
        places[next] = (byte) place;
        spam[next] = isSpam;
        next = (next + 1) % MOST;
        scores.add(place, isSpam, 1);
        size++;
    }

    /** Where the score stands that came so many before the next one. */
    private int index(int before) {
        return Math.floorMod(next - before, MOST);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(told);
        out.writeInt(size);
        for (int before = size; before > 0; before--) {
            out.writeByte(places[index(before)]);
            out.writeBoolean(spam[index(before)]);
        }
    }

    void read(DataInputStream in) throws IOException {
        told = in.readInt();
        int count = in.readInt();
        for (int i = 0; i < count; i++) append(in.readByte(), in.readBoolean());
        outdated = true;
    }

    long bytes() {
        return 2L * MOST;
    }
}
