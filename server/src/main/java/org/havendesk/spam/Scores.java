package org.havendesk.spam;

/** How many messages that turned out good, and how many that turned out spam, had which score: a fifth of log-odds wide. */
final class Scores {
    static final double WIDTH = 0.2;
    static final double LOWEST = -12;
    static final int PLACES = 121;

    private final int[] ham = new int[PLACES];
    private final int[] spam = new int[PLACES];
    private int allHam;
    private int allSpam;

    static int place(double logOdds) {
        return Math.clamp(Math.round((logOdds - LOWEST) / WIDTH), 0, PLACES - 1);
    }

    /** The log-odds in the middle of a place. */
    static double logOdds(int place) {
        return LOWEST + WIDTH * place;
    }

    void add(int place, boolean isSpam, int by) {
        if (isSpam) {
            spam[place] += by;
            allSpam += by;
        } else {
            ham[place] += by;
            allHam += by;
        }
    }

    int ham(int place) {
        return ham[place];
    }

    int spam(int place) {
        return spam[place];
    }

    int ham() {
        return allHam;
    }

    int spam() {
        return allSpam;
    }
}
