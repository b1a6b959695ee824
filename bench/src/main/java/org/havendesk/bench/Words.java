package org.havendesk.bench;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The words of a language that people write to each other, each as often as words are: the second half as often as the
 * first, the third a third (Zipf). Made, not collected: nobody ever wrote them.
 */
public final class Words {
    /** How many different words a language has here. */
    public static final int EACH = 20_000;

    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private final List<String> byFrequency;
    private final double[] upTo;

    private Words(List<String> byFrequency) {
        this.byFrequency = byFrequency;
        this.upTo = new double[byFrequency.size()];
        double sum = 0;
        for (int rank = 0; rank < upTo.length; rank++) {
            sum += 1.0 / (rank + 3);
            upTo[rank] = sum;
        }
    }

    public static Words english() {
        return made(
                "the to please you order and invoice my is not help for account password thanks",
                "b c d f g h l m n p r s t w st tr pl ch sh",
                "a e i o u ea oo ai",
                "",
                11);
    }

    public static Words french() {
        return made(
                "de la le vous je commande merci facture pas bonjour été compte problème et reçu",
                "b c d f g j l m n p r s t v ch tr br qu",
                "a e i o u é è ou eau ai",
                "",
                12);
    }

    public static Words bulgarian() {
        return made(
                "на и за да не поръчка моля фактура ви е акаунт парола благодаря проблем здравейте",
                "б в г д ж з к л м н п р с т ч ст пр кр",
                "а е и о у ъ я ю",
                "",
                13);
    }

    private static Words made(String known, String heads, String hearts, String tail, long seed) {
        var random = new Random(seed);
        var words = new LinkedHashSet<>(List.of(known.split(" ")));
        var consonants = heads.split(" ");
        var vowels = hearts.split(" ");
        while (words.size() < EACH) {
            var word = new StringBuilder();
            for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
                word.append(consonants[random.nextInt(consonants.length)])
                        .append(vowels[random.nextInt(vowels.length)]);
            }
            words.add(word.append(tail).toString());
        }
        return new Words(new ArrayList<>(words));
    }

    public String next(Random random) {
        var place = java.util.Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return byFrequency.get(place < 0 ? Math.min(-place - 1, upTo.length - 1) : place);
    }

    /** @param rank 0 is the most frequent */
    public String at(int rank) {
        return byFrequency.get(rank);
    }

    public String sentence(Random random, int words) {
        var sentence = new StringBuilder(words * 8);
        for (int i = 0; i < words; i++) {
            sentence.append(i == 0 ? "" : " ").append(next(random));
        }
        return sentence.toString();
    }

    /** The word as the search keeps it: without case and accents. */
    public static String plain(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return lower.chars().allMatch(c -> c < 0x80) || lower.codePointAt(0) >= 0x400
                ? lower
                : MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD))
                        .replaceAll("");
    }
}
