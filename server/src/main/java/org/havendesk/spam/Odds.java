package org.havendesk.spam;

/** Log-odds and probabilities. StrictMath throughout the room: the same model on every machine, to the last bit. */
final class Odds {
    private Odds() {}

    static double probability(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }
}
