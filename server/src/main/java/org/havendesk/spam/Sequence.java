package org.havendesk.spam;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A message's words in their order, as bits. Texts repeat themselves: the word that came after this one the last time
 * takes one bit, another that was there before its place among those, and only a new one is written out. What one word
 * takes depends on the words before it, so that a sequence is written and read from its start.
 */
final class Sequence {
    private static final int NONE = -1;

    private final Map<Integer, Integer> places = new HashMap<>();
    private int[] seen = new int[64];
    private int[] after = new int[64];
    private int last = NONE;

    static void write(Bits.Out bits, int[] words) throws IOException {
        var sequence = new Sequence();
        for (int word : words) sequence.write(bits, word);
        bits.end();
    }

    /** Fills {@code words} with as many as it holds. */
    static void read(Bits.In bits, int[] words) throws IOException {
        var sequence = new Sequence();
        for (int i = 0; i < words.length; i++) words[i] = sequence.read(bits);
        bits.end();
    }

    private void write(Bits.Out bits, int word) throws IOException {
        int place = places.getOrDefault(word, NONE);
        int guess = guess();
        if (guess != NONE) bits.write(place == guess ? 1 : 0, 1);
        if (guess == NONE || place != guess) {
            bits.write(place == NONE ? 1 : 0, 1);
            if (place == NONE) bits.write(word, Fingerprint.WORD_BITS);
            else bits.write(place, width());
        }
        came(place == NONE ? add(word) : place);
    }

    private int read(Bits.In bits) throws IOException {
        int place = guess();
        if (place == NONE || bits.read(1) == 0) {
            place = bits.read(1) == 1 ? add(bits.read(Fingerprint.WORD_BITS)) : bits.read(width());
        }
        if (place >= places.size()) throw new IOException("A number is out of its range");
        came(place);
        return seen[place];
    }

    /** The place of the word that followed the last one when that was there before. */
    private int guess() {
        return last == NONE ? NONE : after[last];
    }

    private int add(int word) {
        int place = places.size();
        if (place == seen.length) {
            seen = Arrays.copyOf(seen, 2 * place);
            after = Arrays.copyOf(after, 2 * place);
        }
        places.put(word, place);
        seen[place] = word;
        after[place] = NONE;
        return place;
    }

    private void came(int place) {
        if (last != NONE) after[last] = place;
        last = place;
    }

    private int width() {
        return 32 - Integer.numberOfLeadingZeros(Math.max(0, places.size() - 1));
    }
}
