package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Adds up the experts' log-odds. The weights start where experience put them, move slowly towards whoever is right in
 * this account, and never fall below a floor: an expert that is of no use now may be the one that sees the next wave.
 */
final class Mixture {
    private static final double PACE = 0.002;
    private static final double FLOOR = 0.1;
    private static final double CEILING = 1.2;

    private final double[] weights;

    Mixture(double... start) {
        weights = start.clone();
    }

    double logOdds(double[] votes) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) sum += weights[i] * votes[i];
        return sum;
    }

    double weight(int expert) {
        return weights[expert];
    }

    /** @param fused what all voices together said, also those that are not in this mixture */
    void learn(double[] votes, double fused, boolean spam, double weight) {
        double miss = weight * ((spam ? 1 : 0) - Odds.probability(fused));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.clamp(weights[i] + PACE * miss * votes[i], FLOOR, CEILING);
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (double weight : weights) out.writeDouble(weight);
    }

    void read(DataInputStream in) throws IOException {
        for (int i = 0; i < weights.length; i++) weights[i] = in.readDouble();
    }
}
