package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sets the bar for quarantine so that no more than a target share of an account's good mail is held back. The bar
 * follows the scores that good messages got before they were known to be good; beyond the highest few of these, where
 * nothing has been seen yet, their tail is drawn on as an exponential.
 */
final class HamGuard {
    /** Nothing is held back before so many good messages are known: there is nothing to set a bar by. */
    private static final int NEEDED = 30;

    private static final int REMEMBERED = 4_000;
    private static final double TAIL = 0.02;
    private static final int LEAST_TAIL = 20;

    /** The bar never falls below this, in log-odds. */
    private static final double LOWEST = 1;

    private final double target;
    private final float[] inOrder = new float[REMEMBERED];
    private final float[] sorted = new float[REMEMBERED];
    private int size;
    private int next;

    /** @param target share of good messages that may be held back, such as 0.0015 */
    HamGuard(double target) {
        this.target = target;
    }

    double target() {
        return target;
    }

    /** The log-odds from which a message is held back; infinite while too little is known. */
    double bar() {
        if (size < NEEDED) return Double.POSITIVE_INFINITY;
        int tail = Math.min(Math.max(LEAST_TAIL, (int) (TAIL * size)), size - 1);
        double from = sorted[size - 1 - tail];
        double excess = 0;
        for (int i = size - tail; i < size; i++) excess += sorted[i] - from;
        double beyond = Math.max(0, StrictMath.log(tail / (size * target)));
        return Math.max(LOWEST, from + excess / tail * beyond);
    }

    void learnHam(double logOdds) {
        if (size == REMEMBERED) remove(inOrder[next]);
        float value = (float) logOdds;
        inOrder[next] = value;
        next = (next + 1) % REMEMBERED;
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
    }

    private void remove(float value) {
        int at = Arrays.binarySearch(sorted, 0, size, value);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        size--;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        int first = Math.floorMod(next - size, REMEMBERED);
        for (int i = 0; i < size; i++) out.writeFloat(inOrder[(first + i) % REMEMBERED]);
    }

    void read(DataInputStream in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) learnHam(in.readFloat());
    }

    long bytes() {
        return 8L * REMEMBERED;
    }
}
