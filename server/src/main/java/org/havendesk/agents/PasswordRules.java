package org.havendesk.agents;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.springframework.core.io.ClassPathResource;

/**
 * What a password must be: long, hard to guess for an estimator that knows words, names, dates and keyboards (zxcvbn), and
 * in no list of leaked ones. No rules on kinds of characters.
 */
final class PasswordRules {
    static final int MAX = 200;

    /** What is shorter than this says nothing about the rest. */
    private static final int TELLING = 4;

    /** More than this tells the estimator nothing, and costs it time. */
    private static final int ESTIMATED = 80;

    private static final Set<String> COMMON = read();
    private static final Zxcvbn ESTIMATOR = new Zxcvbn();

    private PasswordRules() {}

    /** @throws Invalid when the password is too short, too long, or easy to guess for this person */
    static void check(String field, String password, String name, EmailAddress email, SecurityRules.Password rule) {
        var length = password.codePointCount(0, password.length());
        new Invalid.Check()
                .that(length >= rule.min(), field, "passwordShort", rule.min())
                .that(password.length() <= MAX, field, "tooLong", MAX)
                .that(!isPersonal(password, name, email), field, "passwordPersonal")
                .that(!isCommon(password), field, "passwordCommon")
                .that(!LeakedPasswords.shipped().has(password), field, "passwordLeaked")
                .that(strength(password, name, email) >= rule.strength(), field, "passwordWeak")
                .done();
    }

    private static int strength(String password, String name, EmailAddress email) {
        var known = Stream.concat(Stream.of(email.value(), email.local(), "havendesk"), Stream.of(name.split("\\s+")))
                .toList();
        var told = password.substring(0, Math.min(password.length(), ESTIMATED));
        return ESTIMATOR.measure(told, known).getScore();
    }

    private static boolean isPersonal(String password, String name, EmailAddress email) {
        var core = core(password);
        return core.length() >= TELLING
                && (core.equals(core(email.value())) || core.equals(core(email.local())) || core.equals(core(name)));
    }

    private static boolean isCommon(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return COMMON.contains(lower)
                || (core(password).length() >= TELLING && COMMON.contains(core(password)))
                || lower.chars().distinct().count() <= 3
                || isRun(lower);
    }

    /** {@code abcdefghij}, {@code 0987654321}: each character the neighbour of the one before. */
    private static boolean isRun(String text) {
        var step = text.length() < 2 ? 0 : text.charAt(1) - text.charAt(0);
        return Math.abs(step) == 1
                && IntStream.range(1, text.length())
                        .allMatch(i -> text.charAt(i) - text.charAt(i - 1) == step
                                || (text.charAt(i - 1) == '9' && text.charAt(i) == '0'));
    }

    /** What is left of a password when its usual disguises are taken off: case, signs, digits at the end, look-alikes. */
    private static String core(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('@', 'a')
                .replace('$', 's')
                .replaceAll("[^\\p{L}\\d]", "")
                .replaceAll("\\d+$", "")
                .replace('0', 'o')
                .replace('3', 'e');
    }

    private static Set<String> read() {
        try {
            return new ClassPathResource("agents/common-passwords.txt", PasswordRules.class.getClassLoader())
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line, core(line)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
