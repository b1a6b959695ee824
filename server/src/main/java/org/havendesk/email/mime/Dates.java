package org.havendesk.email.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads the Date field (RFC 5322, 3.3 and 4.3), and what clocks and programs make of it. */
final class Dates {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("ut", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("z", 0),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("msk", 3),
            Map.entry("bst", 1),
            Map.entry("jst", 9));

    private int day;
    private int month;
    private int year = -1;
    private int hour;
    private int minute;
    private int second;
    private ZoneOffset zone = ZoneOffset.UTC;
    private boolean timeSeen;

    private Dates() {}

    /** Empty when it cannot be read, or lies before 1970 or after 2200. */
    static Optional<Instant> read(String written) {
        var text = written.length() > 200 ? written.substring(0, 200) : written;
        try {
            return new Dates().tokens(text).or(() -> iso(text)).filter(Dates::plausible);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static boolean plausible(Instant date) {
        return date.getEpochSecond() > 0 && date.getEpochSecond() < 7_258_118_400L;
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    private Optional<Instant> tokens(String text) {
        var comment = text.indexOf('(');
        var tokens = new StringTokenizer(comment > 0 ? text.substring(0, comment) : text, " ,\t-", true);
        var sign = "";
        while (tokens.hasMoreTokens()) {
            var token = tokens.nextToken().toLowerCase(Locale.ROOT);
            if (token.equals("-") && timeSeen) {
                sign = token;
            } else if (!" ,\t-".contains(token)) {
                token(sign + token);
                sign = "";
            }
        }
        if (day == 0 || month == 0 || year < 0) {
            return Optional.empty();
        }

        return Optional.of(LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59))
                .toInstant(zone));
    }

    private void token(String token) {
        var named = token.length() >= 3 ? MONTHS.indexOf(token.substring(0, 3)) : -1;
        if (named >= 0 && Character.isLetter(token.charAt(0))) {
            month = named + 1;
        } else if (token.indexOf(':') > 0 && !timeSeen) {
            time(token.split(":", 4));
        } else if (token.charAt(0) == '+' || token.charAt(0) == '-') {
            offset(token);
        } else if (ZONE_HOURS.containsKey(token) && timeSeen) {
            zone = ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(token, 0));
        } else if (isNumber(token)) {
            number(token);
        }
    }

    private void number(String digits) {
        var value = Integer.parseInt(digits);
        if (day == 0 && digits.length() <= 2) {
            day = value;
        } else if (year < 0) {
            year = fullYear(value, digits.length());
        }
    }

    /** RFC 5322, 4.3: two digits below 50 are in this century; three digits count from 1900. */
    private static int fullYear(int value, int digits) {
        if (digits == 2 && value < 50) {
            return value + 2000;
        }

        return digits <= 3 ? value + 1900 : value;
    }

    private void time(String[] parts) {
        timeSeen = true;
        hour = digits(parts[0]);
        minute = parts.length > 1 ? digits(parts[1]) : 0;
        second = parts.length > 2 ? digits(parts[2]) : 0;
    }

    private static int digits(String text) {
        var dot = text.indexOf('.');
        var whole = dot > 0 ? text.substring(0, dot) : text;

        return isNumber(whole) ? Integer.parseInt(whole) : 0;
    }

    private void offset(String token) {
        var digits = token.substring(1).replace(":", "");
        if (isNumber(digits) && digits.length() >= 3 && digits.length() <= 4) {
            var value = Integer.parseInt(digits);
            var minutes = value / 100 * 60 + value % 100;
            if (minutes <= 18 * 60) {
                zone = ZoneOffset.ofTotalSeconds((token.charAt(0) == '-' ? -60 : 60) * minutes);
            }
        }
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && token.length() <= 4 && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
