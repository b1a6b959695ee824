package org.havendesk.accounts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;

/** A wish for an account, checked, in the form in which it is kept. */
record Wanted(
        String subdomain,
        String name,
        String ownerName,
        EmailAddress ownerEmail,
        String language,
        String timezone,
        String region) {
    static final Set<String> LANGUAGES = Set.of("en", "fr", "bg");

    private static final int MAX_NAME = 100;
    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .'’-]*");
    private static final Pattern TOP_LEVEL = Pattern.compile(".*\\.([a-z]{2,63}|xn--[a-z0-9-]{2,59})");

    /** @throws Invalid naming every field that cannot be used */
    static Wanted of(NewAccount asked, List<String> regions) {
        var check = new Invalid.Check();
        var ownerName = asked.ownerName().strip();
        check.that(!ownerName.isEmpty(), "name", "required")
                .that(ownerName.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(ownerName.isEmpty() || PERSON.matcher(ownerName).matches(), "name", "personName");
        var email = EmailAddress.parse(asked.ownerEmail())
                .filter(address -> TOP_LEVEL.matcher(address.domain()).matches());
        check.that(!asked.ownerEmail().isBlank(), "email", "required").that(email.isPresent(), "email", "email");
        var subdomain = asked.subdomain().strip();
        Availability.refusal(subdomain).ifPresent(key -> check.that(false, "subdomain", key, Availability.MIN));
        var name = asked.name().isBlank() ? words(subdomain) : asked.name().strip();
        check.that(name.length() <= MAX_NAME, "accountName", "tooLong", MAX_NAME);
        var region = asked.region().isEmpty() ? regions.getFirst() : asked.region();
        check.that(regions.contains(region), "region", "choice").done();

        return new Wanted(
                subdomain,
                name,
                ownerName,
                email.orElseThrow(),
                language(asked.language()),
                timezone(asked.timezone()),
                region);
    }

    /** @throws Invalid naming every field that cannot be used */
    static void checkDescription(String name, String language, String timezone) {
        var stripped = name.strip();
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(stripped.chars().noneMatch(Character::isISOControl), "name", "value")
                .that(LANGUAGES.contains(language), "language", "value")
                .that(ZoneId.getAvailableZoneIds().contains(timezone), "timezone", "value")
                .done();
    }

    /** What the account is called until somebody names it: {@code blue-river} is Blue River. */
    private static String words(String subdomain) {
        var name = new StringBuilder();
        for (var word : subdomain.split("-")) {
            if (!word.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ")
                        .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        return name.toString();
    }

    private static String language(String asked) {
        return LANGUAGES.contains(asked) ? asked : "en";
    }

    private static String timezone(String asked) {
        try {
            return asked.isEmpty() ? "UTC" : ZoneId.of(asked).getId();
        } catch (DateTimeException e) {
            return "UTC";
        }
    }
}
