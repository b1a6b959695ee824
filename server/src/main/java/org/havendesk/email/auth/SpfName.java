package org.havendesk.email.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.havendesk.email.auth.SpfRecord.Malformed;

/** The name of a domain with places for what is known of a mail (RFC 7208, 7). */
record SpfName(String pattern) {
    private static final int LONGEST = 253;
    private static final Pattern MACRO = Pattern.compile("%\\{([A-Za-z])([0-9]{0,3})([rR]?)([.\\-+,/_=]*)}|%%|%_|%-");
    private static final Pattern END =
            Pattern.compile("(?s).*\\.(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\\.?");
    private static final String IN_NAMES = "slodiphv";
    private static final String ANYWHERE = IN_NAMES + "crt";

    /** What is known of a mail. */
    interface Known {
        /** Of the envelope, never without a local part. */
        String sender();

        String domain();

        InetAddress address();

        String helo();

        /** The name of the address, proven by a look back; {@code unknown} where there is none. */
        String validatedName();
    }

    /** Reads the domain-spec of a mechanism or a modifier. */
    static SpfName domain(String text) throws Malformed {
        var last = check(text, IN_NAMES);
        var endsWithMacro = last == text.length() && text.endsWith("}");
        if (!endsWithMacro && !END.matcher(text.substring(last)).matches()) {
            throw new Malformed();
        }
        return new SpfName(text);
    }

    /** Makes sure that a text is written as any modifier must be. */
    static void check(String text) throws Malformed {
        check(text, ANYWHERE);
    }

    /** @return where the last macro ends */
    private static int check(String text, String letters) throws Malformed {
        var macros = MACRO.matcher(text);
        int end = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new Malformed();
            }
            if (c != '%') {
                continue;
            }
            if (!macros.region(i, text.length()).lookingAt() || !isSound(macros, letters)) {
                throw new Malformed();
            }
            end = macros.end();
            i = end - 1;
        }
        return end;
    }

    private static boolean isSound(Matcher macro, String letters) {
        var letter = macro.group(1);
        if (letter == null) {
            return true;
        }
        var digits = macro.group(2);
        return letters.indexOf(Character.toLowerCase(letter.charAt(0))) >= 0
                && (digits.isEmpty() || Integer.parseInt(digits) > 0);
    }

    /** The name itself, shortened from its left to what a name may be. */
    String of(Known known) {
        var name = MACRO.matcher(pattern).replaceAll(macro -> Matcher.quoteReplacement(value(macro, known)));
        var whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        while (whole.length() > LONGEST) {
            var dot = whole.indexOf('.');
            if (dot < 0) {
                return "";
            }
            whole = whole.substring(dot + 1);
        }
        return whole;
    }

    private static String value(java.util.regex.MatchResult macro, Known known) {
        var letter = macro.group(1);
        if (letter == null) {
            return switch (macro.group()) {
                case "%%" -> "%";
                case "%_" -> " ";
                default -> "%20";
            };
        }
        var value = transformed(
                value(Character.toLowerCase(letter.charAt(0)), known),
                macro.group(4).isEmpty() ? "." : macro.group(4),
                !macro.group(3).isEmpty(),
                macro.group(2).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(macro.group(2)));
        return Character.isUpperCase(letter.charAt(0)) ? escaped(value) : value;
    }

    private static String value(char letter, Known known) {
        var at = known.sender().lastIndexOf('@');
        return switch (letter) {
            case 's' -> known.sender();
            case 'l' -> known.sender().substring(0, at);
            case 'o' -> known.sender().substring(at + 1);
            case 'd' -> known.domain();
            case 'i' -> dotted(known.address());
            case 'p' -> known.validatedName();
            case 'v' -> known.address() instanceof Inet4Address ? "in-addr" : "ip6";
            default -> known.helo();
        };
    }

    private static String transformed(String value, String delimiters, boolean reversed, int rightmost) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || delimiters.indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(start, i));
                start = i + 1;
            }
        }
        var ordered = reversed ? parts.reversed() : parts;
        return String.join(".", ordered.subList(Math.max(0, ordered.size() - rightmost), ordered.size()));
    }

    private static String dotted(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : String.join(
                        ".",
                        HexFormat.of()
                                .formatHex(address.getAddress())
                                .toUpperCase(Locale.ROOT)
                                .split(""));
    }

    /** Unreserved characters stay (RFC 3986, 2.3). */
    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.ISO_8859_1)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
