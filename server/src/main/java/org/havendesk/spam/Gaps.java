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

    static double sum(char[] gaps, float[] weights) {
        double sum = 0;
        int id = 0;
        for (char gap : gaps) {
            id += gap;
            if (gap != FAR) sum += weights[id];
        }
        return sum;
    }

    static void add(char[] gaps, float[] weights, float by) {
        int id = 0;
        for (char gap : gaps) {
            id += gap;
            if (gap != FAR) weights[id] += by;
        }
    }
}
