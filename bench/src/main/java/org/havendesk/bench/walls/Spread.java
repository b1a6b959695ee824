package org.havendesk.bench.walls;

import java.util.Arrays;

/**
 * What was measured again and again. The middle one counts, since whatever else the machine does makes single rounds dearer
 * and none cheaper; the quarters say how far to believe it.
 */
record Spread(double quarter, double middle, double threeQuarters) {
    static Spread of(double[] measured) {
        var sorted = measured.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return "%.3f (%.3f to %.3f)".formatted(middle, quarter, threeQuarters);
    }
}
