package org.havendesk.spam;

/**
 * The scores of the good messages that came nearest to being held back, drawn on as an exponential, where some messages
 * that were called good are spam. A slip scores like any spam, and not like the end of a tail: that tells them apart.
 */
final class HamTail {
    /** The tail is this share of the good messages, and so many at least. */
    private static final double TAIL = 0.05;

    private static final int LEAST = 20;
    private static final double SHORTEST = 0.05;
    private static final int STEPS = 20;

    /** Scores of spam are spread over so many places to either side, for there are few in each. */
    private static final int SPREAD = 2;

    private final Scores scores;
    private final double[] slips = new double[Scores.PLACES];
    private double good;
    private int from;
    private double inTail;
    private double length;

    private HamTail(Scores scores) {
        this.scores = scores;
    }

    static HamTail of(Scores scores, LabelCurve curve) {
        var tail = new HamTail(scores);
        for (int i = 0; i < Scores.PLACES; i++) tail.slips[i] = curve.slipIfGood(Scores.logOdds(i));
        var expected = tail.expectedSlips(curve.spamCalledGood());
        for (int step = 0; step < STEPS; step++) {
            tail.measure();
            tail.separate(expected);
        }
        return tail;
    }

    /** How many slips there should be at each place. */
    private double[] expectedSlips(double share) {
        var expected = new double[Scores.PLACES];
        for (int i = 0; i < Scores.PLACES; i++) {
            int to = Math.min(Scores.PLACES - 1, i + SPREAD);
            for (int near = Math.max(0, i - SPREAD); near <= to; near++) {
                expected[i] += share * scores.spam(near) / (2 * SPREAD + 1);
            }
        }
        return expected;
    }

    /** Where the tail begins and how long it is, with the slips taken out as far as they are known. */
    private void measure() {
        good = 0;
        for (int i = 0; i < Scores.PLACES; i++) good += good(i);
        double enough = Math.min(Math.max(LEAST, TAIL * good), good - 1);
        inTail = 0;
        double excess = 0;
        for (from = Scores.PLACES; from > 0 && inTail < enough; ) {
            excess += inTail * Scores.WIDTH;
            from--;
            inTail += good(from);
        }
        length = Math.max(SHORTEST, excess / Math.max(inTail, 1));
    }

    private double good(int place) {
        return scores.ham(place) * (1 - slips[place]);
    }

    private void separate(double[] expected) {
        for (int i = 0; i < Scores.PLACES; i++) {
            double beyond = Scores.WIDTH * (i - from) / length;
            double tail = inTail * StrictMath.exp(-beyond) * Scores.WIDTH / length;
            slips[i] = i < from || expected[i] == 0 ? 0 : expected[i] / (expected[i] + tail);
        }
    }

    /** The score above which this share of the good messages lies. */
    double bar(double share) {
        double beyond = inTail <= 0 ? 0 : Math.max(0, StrictMath.log(inTail / (good * share)));
        return Scores.logOdds(from) + length * beyond;
    }
}
