package org.havendesk.spam;

/**
 * What is known about spam before an account has taught anything: a model that is only read, shared by all accounts.
 * It says less and less as an account's own marks grow.
 */
public final class Prior {
    /** After so many marks of its own, an account listens half as much. */
    private static final double FADES = 50;

    private static final double START = 0.5;

    private final SpamModel model;

    /** @param model learned from messages that belong to no account; must not be taught any more */
    public Prior(SpamModel model) {
        this.model = model;
    }

    double logOdds(Evidence evidence) {
        return Math.clamp(model.score(evidence).logOdds(), -Calibration.CLIP, Calibration.CLIP);
    }

    static double weight(int marks) {
        return START * FADES / (FADES + marks);
    }
}
