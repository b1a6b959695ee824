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
    private static final int PACKED = 0xff;

    /** The same of one that was thinned. */
    private static final int THIN = 0xfe;

    private final int[] grams;
    private final int[] words;
    private final float prior;
    private final boolean thin;

    private Fingerprint(int[] grams, int[] words, float prior) {
        this(grams, words, prior, false);
    }

    private Fingerprint(int[] grams, int[] words, float prior, boolean thin) {
        this.grams = grams;
        this.words = words;
        this.prior = prior;
        this.thin = thin;
    }

    /** What an account with this key keeps of a message when no prior is in use. */
    public static Fingerprint of(Evidence evidence, SpamKey key) {
        return new Fingerprint(grams(evidence.head(), key), words(evidence, key), 0);
    }

    /** The same, with what the shared prior says about the message, which only the readable message can be asked for. */
    public static Fingerprint of(Evidence evidence, SpamKey key, Prior prior) {
        return new Fingerprint(grams(evidence.head(), key), words(evidence, key), (float) prior.logOdds(evidence));
    }

    /** What is left of an old lesson: which words it had, and no more. See {@link LedgerBound}. */
    public Fingerprint thinned() {
        return thin ? this : new Fingerprint(new int[0], apart(distinct()), prior, true);
    }

    /** Whether this is all that is left of an old lesson. */
    boolean isThin() {
        return thin;
    }

    private int[] distinct() {
        return Ids.distinct(words.clone(), words.length);
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
        out.writeByte(thin ? THIN : PACKED);
        out.writeFloat(prior);
        var bits = new Bits.Out(out);
        var distinct = distinct();
        if (thin) {
            bits.writeSet(distinct);
            return;
        }
        bits.writeSet(grams);
        bits.writeSet(distinct);
        Ids.writeCount(out, words.length);
        int width = width(distinct.length);
        for (int word : words) bits.write(Arrays.binarySearch(distinct, word), width);
        bits.end();
    }

    private static int width(int distinct) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(0, distinct - 1));
    }

    private static Fingerprint read(DataInputStream in) throws IOException {
        in.mark(1);
        int form = in.readUnsignedByte();
        if (form != PACKED && form != THIN) {
            in.reset();
            return readLoose(in);
        }
        float prior = in.readFloat();
        var bits = new Bits.In(in);
        if (form == THIN) return new Fingerprint(new int[0], apart(bits.readSet(WORD_MASK, Words.MOST)), prior, true);
        var grams = bits.readSet(GRAM_MASK, GRAM_MASK + 1);
        var distinct = bits.readSet(WORD_MASK, Words.MOST);
        var words = new int[Ids.readCount(in, Words.MOST)];
        int width = width(distinct.length);
        for (int i = 0; i < words.length; i++) {
            int at = bits.read(width);
            if (at >= distinct.length) throw new IOException("A number is out of its range");
            words[i] = distinct[at];
        }
        return new Fingerprint(grams, words, prior);
    }

    /** As ledgers were written before they were packed. */
    private static Fingerprint readLoose(DataInputStream in) throws IOException {
        float prior = in.readFloat();
        var grams = Ids.readGaps(in, GRAM_MASK);
        var words = new int[Ids.readCount(in, Words.MOST)];
        for (int i = 0; i < words.length; i++) words[i] = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        return new Fingerprint(grams, words, prior);
    }

    /** For a ledger to keep: about 10 bits a distinct run of four bytes and 2 bytes a word; thinned, 2 bytes a distinct word. */
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
                && thin == that.thin;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(grams) + Arrays.hashCode(words);
    }
}
