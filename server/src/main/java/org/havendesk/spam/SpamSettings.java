package org.havendesk.spam;

/**
 * How an account wants its filter to decide.
 *
 * @param hamLoss the share of good messages that may be held back by mistake, {@link #LEAST_LOSS} to {@link #MOST_LOSS}
 * @param holding whether messages may be held back at all; otherwise they are only marked as suspected
 */
public record SpamSettings(double hamLoss, boolean holding) {
    public static final double LEAST_LOSS = 0.0001;
    public static final double MOST_LOSS = 0.05;

    static final SpamSettings DEFAULT = new SpamSettings(SpamModel.HAM_LOSS, true);
}
