package org.havendesk.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language that Havendesk speaks completely. */
public enum Language {
    EN,
    FR,
    BG;

    private static final List<Locale> LOCALES =
            Arrays.stream(values()).map(Language::locale).toList();

    /** The name on the wire, in the database and in markup (RFC 5646). */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.of(key());
    }

    /** {@code ltr} or {@code rtl}, for markup. */
    public String direction() {
        return "ltr";
    }

    /** @return empty when this is no language of ours */
    public static Optional<Language> of(String key) {
        return Arrays.stream(values())
                .filter(language -> language.key().equals(key))
                .findFirst();
    }

    /**
     * The best of our languages for a reader; English when none fits.
     *
     * @param accepted an Accept-Language header (RFC 9110, 12.5.4), well-formed or not
     */
    public static Language best(@Nullable String accepted) {
        return Optional.ofNullable(accepted).flatMap(Language::spoken).orElse(EN);
    }

    /**
     * The best of our languages for a reader.
     *
     * @param accepted as {@link #best}; one language tag is such a header, too
     * @return empty when none fits
     */
    public static Optional<Language> spoken(String accepted) {
        if (accepted.isBlank() || accepted.length() > 500) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(accepted.replace('_', '-')), LOCALES))
                    .flatMap(found -> of(found.getLanguage()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
