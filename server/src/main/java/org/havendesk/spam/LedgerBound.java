package org.havendesk.spam;

/**
 * How much of a ledger is kept. The newest lessons stay whole. Older ones are thinned: of a mail's lesson a third is left,
 * a sample of its runs of four bytes and its first words in their order, and teaches all experts as before. What there is
 * no room for goes. Asked from the newest lesson to the oldest.
 */
public final class LedgerBound {
    /** The share of the room that is for lessons that stay whole. */
    private static final double WHOLE = 0.25;

    private double whole;
    private double all;
    private int rows;

    private LedgerBound(int rows, double all) {
        this.rows = rows;
        this.all = all;
        this.whole = WHOLE * all;
    }

    /** @param bytes of all fingerprints together */
    public static LedgerBound of(int rows, double bytes) {
        return new LedgerBound(rows, bytes);
    }

    /** Whether a lesson of so many bytes may stay whole; once one may not, none that is older may. */
    public boolean whole(int bytes) {
        whole = bytes <= whole ? whole - bytes : 0;
        return whole > 0;
    }

    /** Whether a lesson may stay that now has so many bytes. */
    public boolean keeps(int bytes) {
        all -= bytes;
        return all >= 0 && rows-- > 0;
    }
}
