package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Turns one expert's score into log-odds. A line through the scores that the expert gave before it knew the answer,
 * fitted one message at a time (Newton's method on the logistic loss) and slowly forgetting, because experts speak up
 * as they grow older; it starts as, and is drawn back to, what is usual for the expert.
 */
final class Calibration {
    static final double CLIP = 8;

    private static final double KEEP = 0.998;
    private static final double BELIEF = 20;
    private static final double LEAST_CURVE = 0.001;

    private final double usual;
    private double slope;
    private double shift;
    private double h11;
    private double h12;
    private double h22;

    Calibration(double usual) {
        this.usual = usual;
        slope = usual;
        h11 = BELIEF / (usual * usual);
        h22 = BELIEF;
    }

    double logOdds(double score) {
        return Math.clamp(slope * score + shift, -CLIP, CLIP);
    }

    /** How much log-odds one unit of score is worth at this point. */
    double slope() {
        return slope;
    }

    void learn(double score, boolean spam, double weight) {
        double likely = Odds.probability(Math.clamp(slope * score + shift, -30, 30));
        double curve = weight * Math.max(likely * (1 - likely), LEAST_CURVE);
        double drawn11 = (1 - KEEP) * BELIEF / (usual * usual);
        double drawn22 = (1 - KEEP) * BELIEF;
        h11 = KEEP * h11 + curve * score * score + drawn11;
        h12 = KEEP * h12 + curve * score;
        h22 = KEEP * h22 + curve + drawn22;

        double miss = weight * ((spam ? 1 : 0) - likely);
        double g1 = score * miss + drawn11 * (usual - slope);
        double g2 = miss - drawn22 * shift;
        double determinant = h11 * h22 - h12 * h12;
        slope += (h22 * g1 - h12 * g2) / determinant;
        shift += (h11 * g2 - h12 * g1) / determinant;
    }

    void write(DataOutputStream out) throws IOException {
        for (double value : new double[] {slope, shift, h11, h12, h22}) out.writeDouble(value);
    }

    void read(DataInputStream in) throws IOException {
        slope = in.readDouble();
        shift = in.readDouble();
        h11 = in.readDouble();
        h12 = in.readDouble();
        h22 = in.readDouble();
    }
}
