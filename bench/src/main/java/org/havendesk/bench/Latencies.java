package org.havendesk.bench;

import java.util.Arrays;

/** How long each of many things took. */
public final class Latencies {
    private final long[] nanos;

    public Latencies(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    public int count() {
        return nanos.length;
    }

    /** @param share 0.99 for the time within which 99 of 100 were done */
    public double millis(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %7.1f ms   p95 %7.1f ms   p99 %7.1f ms   (%,d)"
                .formatted(millis(0.50), millis(0.95), millis(0.99), count());
    }
}
