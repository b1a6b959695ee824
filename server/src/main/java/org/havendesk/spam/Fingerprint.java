package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A message as an account's model sees it: ids of features under the account's key, which lead back to no word without
 * that key. All that learning needs, so that a model can be built again when the messages themselves are gone.
 */
public final class Fingerprint {
    static final int GRAM_BITS = 20;
    static final int WORD_BITS = 24;

    private static final int GRAM_MASK = (1 << GRAM_BITS) - 1;
    private static final int WORD_MASK = (1 << WORD_BITS) - 1;

    /** The first byte of a packed fingerprint: no log-odds of a prior begin with it. */
    private static final int PACKED = 0xfc;

    /** The same of one that was thinned. */
    private static final int THIN = 0xfb;

    /** The same of one of which the words alone were left; none is written any more. */
    private static final int WORDS_ALONE = 0xfe;

    /** As {@link #PACKED} and {@link #THIN}, with the words as a set and their order apart; none is written any more. */
    private static final int PACKED_SET = 0xff;

    private static final int THIN_SET = 0xfd;

    /** So many runs of bytes a thinned fingerprint keeps: those with the lowest ids, so that all keep the same ones. */
    static final int GRAMS_LEFT = 400;

    /** So many words a thinned fingerprint keeps: the first ones. */
    static final int WORDS_LEFT = 400;

    private final int[] grams;
    private final int[] words;
    private final float prior;

    /** How many runs of bytes there were, if this was thinned; -1 if not. */
    private final int gramsBefore;

    private Fingerprint(int[] grams, int[] words, float prior, int gramsBefore) {
        this.grams = grams;
        this.words = words;
        this.prior = prior;
        this.gramsBefore = gramsBefore;
    }

    private static Fingerprint whole(int[] grams, int[] words, float prior) {
        return new Fingerprint(grams, words, prior, -1);
    }

    /** What an account with this key keeps of a message when no prior is in use. */
    public static Fingerprint of(Evidence evidence, SpamKey key) {
        return whole(grams(evidence.head(), key), words(evidence, key), 0);
    }

    /** The same, with what the shared prior says about the message, which only the readable message can be asked for. */
    public static Fingerprint of(Evidence evidence, SpamKey key, Prior prior) {
        return whole(grams(evidence.head(), key), words(evidence, key), (float) prior.logOdds(evidence));
    }

    /** What is left of an old lesson; see {@link LedgerBound}. The same whatever else was learned. */
    public Fingerprint thinned() {
        if (isThin() || (grams.length <= GRAMS_LEFT && words.length <= WORDS_LEFT)) return this;
        var sample = Arrays.copyOf(grams, Math.min(grams.length, GRAMS_LEFT));
        var start = Arrays.copyOf(words, Math.min(words.length, WORDS_LEFT));
        return new Fingerprint(sample, start, prior, grams.length);
    }

    /** Whether this is all that is left of an old lesson. */
    boolean isThin() {
        return gramsBefore >= 0;
    }

    /** Words that are no neighbours of each other, for in which order they stood is not known. */
    private static int[] apart(int[] distinct) {
        var words = new int[2 * distinct.length];
        int count = 0;
        for (int word : distinct) {
            if (word == 0) continue;
            words[count] = word;
            count += 2;
        }
        return Arrays.copyOf(words, count);
    }

    /** Ids of the runs of four bytes, ascending, each once. */
    int[] grams() {
        return grams;
    }

    /** How many runs of four bytes each of the {@link #grams} stands for. */
    double gramsEach() {
        return isThin() && grams.length > 0 ? (double) gramsBefore / grams.length : 1;
    }

    /** Ids of the words in reading order; 0 between words that are no neighbours. */
    int[] words() {
        return words;
    }

    /** Log-odds by the shared prior; 0 when there is none. */
    float prior() {
        return prior;
    }

    private static int[] grams(byte[] head, SpamKey key) {
        var ids = new int[Math.max(0, head.length - 3)];
        int four = 0;
        for (int i = 0; i < head.length; i++) {
            four = four << 8 | head[i] & 0xff;
            if (i >= 3) ids[i - 3] = (int) key.id(four & 0xffffffffL) & GRAM_MASK;
        }
        return Ids.distinct(ids, ids.length);
    }

    private static int[] words(Evidence evidence, SpamKey key) {
        return evidence.words().stream().mapToInt(word -> wordId(word, key)).toArray();
    }

    static int wordId(String word, SpamKey key) {
        return word.isEmpty() ? 0 : Math.max(1, (int) key.id(word) & WORD_MASK);
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeByte(isThin() ? THIN : PACKED);
        out.writeFloat(prior);
        if (isThin()) Ids.writeCount(out, gramsBefore);
        var bits = new Bits.Out(out);
        bits.writeSet(grams);
        Ids.writeCount(out, words.length);
        Sequence.write(bits, words);
    }

    private static Fingerprint read(DataInputStream in) throws IOException {
        in.mark(1);
        int form = in.readUnsignedByte();
        if (form < THIN) {
            in.reset();
            return readLoose(in);
        }
        float prior = in.readFloat();
        var bits = new Bits.In(in);
        if (form == WORDS_ALONE) {
            return new Fingerprint(new int[0], apart(bits.readSet(WORD_MASK, Words.MOST)), prior, 0);
        }
        int gramsBefore = form == THIN || form == THIN_SET ? Ids.readCount(in, GRAM_MASK + 1) : -1;
        var grams = bits.readSet(GRAM_MASK, GRAM_MASK + 1);
        var words = form == PACKED_SET || form == THIN_SET ? readOrdered(in, bits) : readSequence(in, bits);
        return new Fingerprint(grams, words, prior, gramsBefore);
    }

    private static int[] readSequence(DataInputStream in, Bits.In bits) throws IOException {
        var words = new int[Ids.readCount(in, Words.MOST)];
        Sequence.read(bits, words);
        return words;
    }

    private static int[] readOrdered(DataInputStream in, Bits.In bits) throws IOException {
        var distinct = bits.readSet(WORD_MASK, Words.MOST);
        var words = new int[Ids.readCount(in, Words.MOST)];
        int width = 32 - Integer.numberOfLeadingZeros(Math.max(0, distinct.length - 1));
        for (int i = 0; i < words.length; i++) {
            int at = bits.read(width);
            if (at >= distinct.length) throw new IOException("A number is out of its range");
            words[i] = distinct[at];
        }
        return words;
    }

    /** As ledgers were written before they were packed. */
    private static Fingerprint readLoose(DataInputStream in) throws IOException {
        float prior = in.readFloat();
        var grams = Ids.readGaps(in, GRAM_MASK);
        var words = new int[Ids.readCount(in, Words.MOST)];
        for (int i = 0; i < words.length; i++) words[i] = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        return whole(grams, words, prior);
    }

    /** For a ledger to keep: about 10 bits a distinct run of four bytes and 2 bytes a word; see {@link LedgerBound} for thinned ones. */
    public byte[] toBytes() {
        return Ids.bytes(this::write);
    }

    /** @throws IllegalArgumentException when these bytes were not written by {@link #toBytes} */
    public static Fingerprint fromBytes(byte[] bytes) {
        return Ids.from(bytes, Fingerprint::read);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && Arrays.equals(grams, that.grams)
                && Arrays.equals(words, that.words)
                && prior == that.prior
                && gramsBefore == that.gramsBefore;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(grams) + Arrays.hashCode(words);
    }
}
