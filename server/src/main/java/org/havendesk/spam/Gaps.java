package org.havendesk.spam;

import java.util.Arrays;

/** Ascending ids as the gaps between them, two bytes each: half the memory of the ids, and read as fast. */
final class Gaps {
    private static final char FAR = Character.MAX_VALUE;

    private Gaps() {}

    static char[] of(int[] ascending) {
        var gaps =
                new char[ascending.length + 16 + (ascending.length == 0 ? 0 : ascending[ascending.length - 1] / FAR)];
        int at = 0;
        int last = 0;
        for (int id : ascending) {
            int gap = id - last;
            while (gap >= FAR) {
                gaps[at++] = FAR;
                gap -= FAR;
            }
            gaps[at++] = (char) gap;
            last = id;
        }
        return Arrays.copyOf(gaps, at);
    }

    static long sum(char[] gaps, short[] weights) {
        long sum = 0;
        int id = 0;
        for (char gap : gaps) {
            id += gap;
            if (gap != FAR) sum += weights[id];
        }
        return sum;
    }

    /** The weights stay within what a short can hold: what goes beyond is lost. */
    static void add(char[] gaps, short[] weights, int by) {
        int id = 0;
        for (char gap : gaps) {
            id += gap;
            if (gap != FAR) weights[id] = (short) Math.clamp(weights[id] + by, -Short.MAX_VALUE, Short.MAX_VALUE);
        }
    }
}
