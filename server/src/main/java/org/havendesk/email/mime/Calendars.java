package org.havendesk.email.mime;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** Reads what a person wants to know from a calendar part (RFC 5545). */
final class Calendars {
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST = 500;

    private String method = "";
    private String summary = "";
    private String where = "";
    private String start = "";
    private String end = "";
    private Optional<Address> organizer = Optional.empty();
    private boolean inEvent;
    private boolean done;

    private Calendars() {}

    /** Empty when the text holds no event. */
    static Optional<Invitation> read(String text, String methodOfPart) {
        return new Calendars().lines(text, methodOfPart);
    }

    private Optional<Invitation> lines(String text, String methodOfPart) {
        var unfolded = text.replace("\r", "").replace("\n ", "").replace("\n\t", "");
        var from = 0;
        for (var i = 0; i < MOST_LINES && from < unfolded.length(); i++) {
            var stop = unfolded.indexOf('\n', from);
            var to = stop < 0 ? unfolded.length() : stop;
            line(unfolded.substring(from, to));
            from = to + 1;
        }
        if (!done && !inEvent) {
            return Optional.empty();
        }
        var said = method.isEmpty() ? methodOfPart : method;

        return Optional.of(new Invitation(
                Texts.oneLine(said, 30).toUpperCase(Locale.ROOT),
                summary,
                end.isEmpty() ? start : start + " – " + end,
                where,
                organizer));
    }

    private void line(String line) {
        var colon = valueStart(line);
        if (colon < 0) {
            return;
        }
        var value = line.substring(colon + 1);
        var head = line.substring(0, colon);
        var semicolon = head.indexOf(';');
        var name = (semicolon < 0 ? head : head.substring(0, semicolon)).toUpperCase(Locale.ROOT);
        if (name.equals("METHOD")) {
            method = value;
        } else if (name.equals("BEGIN") && value.strip().equalsIgnoreCase("VEVENT")) {
            inEvent = !done;
        } else if (name.equals("END") && value.strip().equalsIgnoreCase("VEVENT")) {
            done = done || inEvent;
            inEvent = false;
        } else if (inEvent) {
            property(name, head, value);
        }
    }

    /** The colon that ends the parameters; those in quotes may contain one. */
    private static int valueStart(String line) {
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ':' && !quoted) {
                return i;
            }
        }

        return -1;
    }

    private void property(String name, String head, String value) {
        switch (name) {
            case "SUMMARY" -> summary = unescaped(value);
            case "LOCATION" -> where = unescaped(value);
            case "DTSTART" -> start = time(head, value);
            case "DTEND" -> end = time(head, value);
            case "ORGANIZER" ->
                organizer = Addresses.of(value, "", EnumSet.noneOf(Warning.class)).stream()
                        .findFirst();
            default -> {}
        }
    }

    private static String unescaped(String value) {
        var text = value.replace("\\n", " ")
                .replace("\\N", " ")
                .replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\\\", "\\");

        return Texts.oneLine(text, LONGEST);
    }

    /** 20260105T101500Z as 2026-01-05 10:15 UTC. */
    private static String time(String head, String value) {
        var digits = value.strip();
        if (digits.length() < 8 || !digits.substring(0, 8).chars().allMatch(Character::isDigit)) {
            return "";
        }
        var day = digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6, 8);
        if (digits.length() < 13) {
            return day;
        }

        return Texts.oneLine(
                day + " " + digits.substring(9, 11) + ":" + digits.substring(11, 13) + " " + zone(head, digits), 100);
    }

    private static String zone(String head, String time) {
        if (time.endsWith("Z")) {
            return "UTC";
        }
        var named = head.toUpperCase(Locale.ROOT).indexOf("TZID=");
        if (named < 0) {
            return "";
        }
        var zone = head.substring(named + 5);
        var stop = zone.indexOf(';');

        return (stop < 0 ? zone : zone.substring(0, stop)).replace("\"", "");
    }
}
