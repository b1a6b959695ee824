package org.havendesk.spam;

/**
 * How likely a message of a given score is spam, as a line in log-odds, and how often the labels that say so are slips.
 * The line is fitted to a filter's own scores (logistic regression), drawn a little towards taking these at their word;
 * slips are estimated along with it (expectation and maximisation) and are believed in only if the labels are much more
 * likely with them than without.
 *
 * @param spamCalledGood the share of spam that was called good; 0 if the labels are taken at their word
 * @param goodCalledSpam the opposite
 */
record LabelCurve(double slope, double shift, double spamCalledGood, double goodCalledSpam) {
    private static final double SLOPE_BELIEF = 40;
    private static final double SHIFT_BELIEF = 2.5;
    private static final double LEAST_CURVE = 1e-4;

    /**
     * Slips below the first share are no slips: so many good messages may well look like spam. Above the second the labels
     * would say nothing at all.
     */
    private static final double FEWEST_SLIPS = 0.01;

    private static final double MOST_SLIPS = 0.1;
    private static final double SOME_SLIPS = 0.05;

    /** How much better slips must explain the labels, in log-likelihood: by chance that happens once in fifty times. */
    private static final double EVIDENCE = 4;

    /** What slips are measured against is drawn this much less towards the filter's own word. */
    private static final double FREE = 0.1;

    private static final int STEPS = 20;
    private static final double STEEPER = 1.5;

    static LabelCurve of(Scores scores) {
        var plain = new Fit(scores, new LabelCurve(1, 0, 0, 0), 1).after(STEPS);
        var free = new Fit(scores, plain.curve, FREE).after(STEPS);
        var slips = new Fit(scores, new LabelCurve(STEEPER, 0, SOME_SLIPS, SOME_SLIPS), 1).after(2 * STEPS);
        boolean better = slips.logLikelihood() - free.logLikelihood() > EVIDENCE;

        return better && slips.curve.spamCalledGood >= FEWEST_SLIPS ? slips.curve : plain.curve;
    }

    /** Whether some labels are taken for slips. */
    boolean mistaken() {
        return spamCalledGood > 0;
    }

    double spam(double score) {
        return Odds.probability(slope * score + shift);
    }

    /** How likely a message that was called good is spam. */
    double slipIfGood(double score) {
        return share(spamCalledGood * spam(score), (1 - goodCalledSpam) * (1 - spam(score)));
    }

    private double slipIfSpam(double spam) {
        return share(goodCalledSpam * (1 - spam), (1 - spamCalledGood) * spam);
    }

    private static double share(double part, double rest) {
        return part == 0 ? 0 : part / (part + rest);
    }

    /** The lowest score above which no more than this share of the good messages is expected. */
    double bar(Scores scores, double share) {
        double good = 0;
        for (int i = 0; i < Scores.PLACES; i++) good += expectedGood(scores, i);
        double above = 0;
        for (int i = Scores.PLACES - 1; i >= 0; i--) {
            above += expectedGood(scores, i);
            if (above > share * good) return Scores.logOdds(i) + Scores.WIDTH / 2;
        }
        return Scores.LOWEST;
    }

    private double expectedGood(Scores scores, int place) {
        int all = scores.ham(place) + scores.spam(place);
        return all == 0 ? 0 : all * (1 - spam(Scores.logOdds(place)));
    }

    /** The curve on its way to the one that fits best. */
    private static final class Fit {
        private final Scores scores;
        private final double slopeBelief;
        private final double shiftBelief;
        private LabelCurve curve;

        Fit(Scores scores, LabelCurve start, double belief) {
            this.scores = scores;
            this.curve = start;
            this.slopeBelief = belief * SLOPE_BELIEF;
            this.shiftBelief = belief * SHIFT_BELIEF;
        }

        Fit after(int steps) {
            for (int i = 0; i < steps; i++) {
                var before = curve;
                step();
                boolean settled =
                        Math.abs(curve.slope - before.slope) < 1e-3 && Math.abs(curve.shift - before.shift) < 1e-3;
                if (i > 2 && settled) break;
            }
            return this;
        }

        /** One step of Newton's method for the line, with the slips as far as they are known. */
        private void step() {
            double g1 = slopeBelief * (1 - curve.slope);
            double g2 = -shiftBelief * curve.shift;
            double h11 = slopeBelief;
            double h12 = 0;
            double h22 = shiftBelief;
            double goodSlips = 0;
            double spamSlips = 0;
            for (int i = 0; i < Scores.PLACES; i++) {
                int ham = scores.ham(i);
                int spam = scores.spam(i);
                if (ham + spam == 0) continue;
                double score = Scores.logOdds(i);
                double likely = curve.spam(score);
                double called = ham * curve.slipIfGood(score);
                double calledSpam = spam * curve.slipIfSpam(likely);
                double miss = spam - calledSpam + called - (ham + spam) * likely;
                double bend = (ham + spam) * Math.max(likely * (1 - likely), LEAST_CURVE);
                g1 += miss * score;
                g2 += miss;
                h11 += bend * score * score;
                h12 += bend * score;
                h22 += bend;
                goodSlips += called;
                spamSlips += calledSpam;
            }
            double determinant = h11 * h22 - h12 * h12;
            double steeper = Math.clamp((h22 * g1 - h12 * g2) / determinant, -0.5, 0.5);
            double higher = Math.clamp((h11 * g2 - h12 * g1) / determinant, -1, 1);
            double trulySpam = scores.spam() - spamSlips + goodSlips;
            double trulyGood = scores.ham() - goodSlips + spamSlips;

            curve = new LabelCurve(
                    Math.clamp(curve.slope + steeper, 0.3, 4),
                    Math.clamp(curve.shift + higher, -6, 6),
                    curve.mistaken() ? slips(goodSlips, trulySpam) : 0,
                    curve.mistaken() ? slips(spamSlips, trulyGood) : 0);
        }

        private static double slips(double slips, double of) {
            return Math.clamp(slips / Math.max(1, of), 1e-4, MOST_SLIPS);
        }

        double logLikelihood() {
            double sum = 0;
            for (int i = 0; i < Scores.PLACES; i++) {
                if (scores.ham(i) + scores.spam(i) == 0) continue;
                double likely = curve.spam(Scores.logOdds(i));
                double called = (1 - curve.spamCalledGood) * likely + curve.goodCalledSpam * (1 - likely);
                sum += scores.spam(i) * StrictMath.log(Math.max(called, 1e-12));
                sum += scores.ham(i) * StrictMath.log(Math.max(1 - called, 1e-12));
            }
            return sum;
        }
    }
}
