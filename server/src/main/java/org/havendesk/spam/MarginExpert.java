package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * A relaxed online support vector machine (Sculley and Wachman, 2007): a message that is not clear by a margin is
 * learned together with another pass over the messages learned last, newest first. Each message has unit length,
 * whatever its size, and a pull of at most {@link #CAP}, so that a wrong label can only bend so much.
 */
final class MarginExpert {
    /** How clear a message must be for nothing to be learned from it. */
    private static final double MARGIN = 0.8;

    private static final double CAP = 1.5;

    /** Weights are whole numbers of these, so that whatever was added can be taken back without a trace. */
    private static final double UNITS = 4_096;

    /**
     * A feature that every message has, as heavy as two others, for streams that are mostly spam or mostly not. Like
     * the others it fades in a long message, which speaks for itself.
     */
    private static final double BIAS = 2;

    private static final int WINDOW = 2_000;
    private static final int WINDOW_FEATURES = 1_500_000;

    /** A message that was clear by more than the margin is not looked at again before it can have lost that. */
    private static final float EASE = 0.1f;

    private final short[] weights;
    private final ArrayDeque<Example> window = new ArrayDeque<>();
    private final Map<Long, Example> missing = new HashMap<>();
    private int bias;
    private int windowFeatures;

    MarginExpert(int bits) {
        weights = new short[1 << bits];
    }

    /** One message that was learned; {@code pull} is how hard it holds the weights to its label. */
    private static final class Example {
        final long row;
        final boolean spam;
        final float cap;
        char[] gaps = {};
        /** How many features the message had, near enough. */
        double features;
        /** How many of them are left. */
        int sampled;
        /** How many of them each one stands for that is left. */
        double each = 1;

        float pull;
        float clear;
        int step;

        Example(long row, boolean spam, float cap) {
            this.row = row;
            this.spam = spam;
            this.cap = cap;
        }

        Example of(int[] ids, double each) {
            gaps = Gaps.of(ids);
            this.each = each;
            sampled = ids.length;
            features = ids.length * each;
            return this;
        }

        int sign() {
            return spam ? 1 : -1;
        }

        int biasFor(int step) {
            return (int) Math.rint(step * BIAS / each);
        }
    }

    /** Signed distance: 1 and more for clear spam, -1 and less for the opposite. */
    double score(int[] ids) {
        long sum = 0;
        for (int id : ids) sum += weights[id];
        return (bias * BIAS + sum) / UNITS / length(ids.length);
    }

    /** What one feature adds to the score of a message with so many. */
    double share(int id, int features) {
        return weights[id] / UNITS / length(features);
    }

    private static double length(double features) {
        return Math.sqrt(Math.max(1, features));
    }

    /** What a sample itself did to the weights counts once, and not as often as each of its features stands for others. */
    private double score(Example example) {
        double own = (example.each - 1) * example.sampled * example.step;
        double sum = example.each * Gaps.sum(example.gaps, weights) - own;
        return (bias * BIAS + sum) / UNITS / length(example.features);
    }

    void learn(long row, int[] ids, boolean spam, double weight) {
        learn(row, ids, 1, spam, weight);
    }

    /** @param each how many features of the message each of these stands for, if they are but a sample */
    void learn(long row, int[] ids, double each, boolean spam, double weight) {
        var example = new Example(row, spam, (float) (CAP * weight)).of(ids, each);
        window.addLast(example);
        windowFeatures += example.gaps.length;
        while (window.size() > WINDOW || windowFeatures > WINDOW_FEATURES) {
            windowFeatures -= window.removeFirst().gaps.length;
        }
        if (example.sign() * score(example) >= MARGIN) return;

        window.descendingIterator().forEachRemaining(this::settle);
    }

    /** Moves one message's pull to where its score is 1, as far as the cap allows. */
    private void settle(Example example) {
        if (example.pull == 0 && example.clear > MARGIN) {
            example.clear -= EASE;
            return;
        }
        double score = example.sign() * score(example);
        example.clear = (float) score;
        if (score >= MARGIN && (score <= 1 || example.pull == 0)) return;
        double squaredLength = 1 + BIAS * BIAS / Math.max(1, example.features);
        pull(example, (float) Math.clamp(example.pull + (1 - score) / squaredLength, 0, example.cap));
    }

    private void pull(Example example, float pull) {
        int step = (int) Math.rint(example.sign() * pull * UNITS * example.each / length(example.features));
        if (step != example.step) {
            Gaps.add(example.gaps, weights, step - example.step);
            bias += example.biasFor(step) - example.biasFor(example.step);
        }
        example.pull = pull;
        example.step = step;
    }

    /** Takes back what a message did to the weights, if it is still in the window. What it did to others remains. */
    void unlearn(long row) {
        var examples = window.iterator();
        while (examples.hasNext()) {
            var example = examples.next();
            if (example.row != row) continue;
            pull(example, 0);
            windowFeatures -= example.gaps.length;
            examples.remove();
            return;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bias);
        Tables.write(out, weights);
        out.writeInt(window.size());
        for (var example : window) {
            out.writeLong(example.row);
            out.writeBoolean(example.spam);
            out.writeFloat(example.cap);
            out.writeFloat(example.pull);
            out.writeFloat(example.clear);
            out.writeInt(example.step);
        }
    }

    /** Reads all but the features of the messages in the window, which {@link #recall} brings back one by one. */
    void read(DataInputStream in) throws IOException {
        bias = in.readInt();
        Tables.read(in, weights);
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            var example = new Example(in.readLong(), in.readBoolean(), in.readFloat());
            example.pull = in.readFloat();
            example.clear = in.readFloat();
            example.step = in.readInt();
            window.addLast(example);
            missing.put(example.row, example);
        }
    }

    void recall(long row, int[] ids) {
        recall(row, ids, 1);
    }

    void recall(long row, int[] ids, double each) {
        var example = missing.remove(row);
        if (example != null) windowFeatures += example.of(ids, each).gaps.length;
    }

    boolean isWhole() {
        return missing.isEmpty();
    }

    /** Lets go of messages whose features nobody has any more. */
    void letGo() {
        window.removeIf(example -> missing.containsKey(example.row));
        missing.clear();
    }

    long bytes() {
        return 2L * weights.length + 2L * windowFeatures + 64L * window.size();
    }
}
