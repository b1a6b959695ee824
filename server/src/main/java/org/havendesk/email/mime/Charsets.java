package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns bytes into text although senders name charsets wrongly, by nicknames, or not at all. */
final class Charsets {
    private static final char UNREADABLE = '\uFFFD';
    private static final int ESCAPE = 0x1B;
    /** The ten letters that make up about two thirds of Russian and Bulgarian text. */
    private static final String COMMON_CYRILLIC = "оеаинтсрвлОЕАИНТСРВЛ";

    /** What senders write, and what they mean (as browsers read it: encoding.spec.whatwg.org). */
    private static final Map<String, String> MEANT = Map.ofEntries(
            entry("utf8", "utf-8"),
            entry("utf-8mb4", "utf-8"),
            entry("unicode", "utf-16"),
            entry("ansi_x3.4-1968", "us-ascii"),
            entry("ascii", "us-ascii"),
            entry("iso-8859-1", "windows-1252"),
            entry("iso8859-1", "windows-1252"),
            entry("iso_8859-1", "windows-1252"),
            entry("latin1", "windows-1252"),
            entry("cp1252", "windows-1252"),
            entry("cp-1252", "windows-1252"),
            entry("ansi", "windows-1252"),
            entry("iso-8859-9", "windows-1254"),
            entry("iso-8859-11", "x-windows-874"),
            entry("tis-620", "x-windows-874"),
            entry("windows-874", "x-windows-874"),
            entry("iso-8859-8-i", "iso-8859-8"),
            entry("iso-8859-6-i", "iso-8859-6"),
            entry("cp-1251", "windows-1251"),
            entry("win-1251", "windows-1251"),
            entry("win1251", "windows-1251"),
            entry("koi8r", "koi8-r"),
            entry("cp-866", "ibm866"),
            entry("x-mac-cyrillic", "x-maccyrillic"),
            entry("macintosh", "x-macroman"),
            entry("gb2312", "gb18030"),
            entry("gb_2312-80", "gb18030"),
            entry("gbk", "gb18030"),
            entry("x-gbk", "gb18030"),
            entry("cp936", "gb18030"),
            entry("big5", "big5-hkscs"),
            entry("ks_c_5601-1987", "x-windows-949"),
            entry("ks_c_5601", "x-windows-949"),
            entry("ksc5601", "x-windows-949"),
            entry("euc-kr", "x-windows-949"),
            entry("shift_jis", "windows-31j"),
            entry("shift-jis", "windows-31j"),
            entry("x-sjis", "windows-31j"),
            entry("sjis", "windows-31j"),
            entry("iso-2022-jp-2", "iso-2022-jp"),
            entry("cp932", "windows-31j"));

    private static final Set<String> UTF_7 = Set.of("utf-7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "utf7");
    private static final Map<String, Charset> KNOWN = known();
    private static final List<Charset> CYRILLIC = List.of("windows-1251", "koi8-r", "iso-8859-5", "ibm866").stream()
            .map(KNOWN::get)
            .toList();
    private static final Set<Charset> MULTI_BYTE = multiByte();
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Charsets() {}

    /** Every name and alias at hand: asking the platform for unknown names is slow, and strangers choose the names. */
    private static Map<String, Charset> known() {
        var known = new HashMap<String, Charset>();
        Charset.availableCharsets().values().forEach(charset -> {
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
            charset.aliases().forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
        });
        MEANT.forEach((written, meant) -> {
            if (known.containsKey(meant)) {
                known.put(written, known.get(meant));
            }
        });

        return Map.copyOf(known);
    }

    private static Set<Charset> multiByte() {
        var multiByte = new HashSet<Charset>();
        for (var charset : KNOWN.values()) {
            if (charset.canEncode() && charset.newEncoder().maxBytesPerChar() > 1) {
                multiByte.add(charset);
            }
        }

        return Set.copyOf(multiByte);
    }

    static Optional<Charset> named(String name) {
        return Optional.ofNullable(KNOWN.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /**
     * The text that was most likely meant. Never fails; what cannot be read becomes U+FFFD.
     *
     * @param declared the charset's name as the sender wrote it; blank when there is none
     */
    static String decode(byte[] bytes, int start, int end, String declared, Set<Warning> warnings) {
        var name = declared.strip().toLowerCase(Locale.ROOT);
        if (UTF_7.contains(name)) {
            warnings.add(Warning.REFUSED_CHARSET);

            return new String(bytes, start, end - start, ISO_8859_1);
        }
        if (startsWithUtf16Mark(bytes, start, end)) {
            return new String(bytes, start, end - start, UTF_16).replace("\uFEFF", "");
        }
        var charset = KNOWN.get(name);
        if (charset == null && !name.isEmpty()) {
            warnings.add(Warning.UNKNOWN_CHARSET);
        }
        if (isAscii(bytes, start, end) && (charset == null || isSupersetOfAscii(charset))) {
            return new String(bytes, start, end - start, ISO_8859_1);
        }

        return decodeNonAscii(bytes, start, end, charset == null ? UTF_8 : charset, !name.isEmpty(), warnings);
    }

    private static String decodeNonAscii(
            byte[] bytes, int start, int end, Charset declared, boolean wasDeclared, Set<Warning> warnings) {
        if (switchesByEscape(bytes, start, end)) {
            return new String(bytes, start, end - start, escaping(declared));
        }
        if (isMultiByte(declared)) {
            var text = new String(bytes, start, end - start, declared);
            if (text.indexOf(UNREADABLE) < 0) {
                return text;
            }
        }
        var utf8 = new String(bytes, start, end - start, UTF_8);
        if (isMostlyReadable(utf8)) {
            if (wasDeclared && declared != UTF_8) {
                warnings.add(Warning.WRONG_CHARSET);
            }
            return utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8;
        }
        if (isMultiByte(declared)) {
            warnings.add(Warning.WRONG_CHARSET);
            return new String(bytes, start, end - start, declared);
        }
        var guessed = singleByte(bytes, start, end, isUnicodeOrAscii(declared) ? WINDOWS_1252 : declared);
        if (wasDeclared && guessed != declared) {
            warnings.add(Warning.WRONG_CHARSET);
        }

        return new String(bytes, start, end - start, guessed);
    }

    private static boolean startsWithUtf16Mark(byte[] bytes, int start, int end) {
        return end - start > 1
                && ((bytes[start] == (byte) 0xFF && bytes[start + 1] == (byte) 0xFE)
                        || (bytes[start] == (byte) 0xFE && bytes[start + 1] == (byte) 0xFF));
    }

    /** True without any byte above 127 and without the escapes of ISO 2022. */
    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if (bytes[i] < 0 || bytes[i] == ESCAPE) {
                return false;
            }
        }

        return true;
    }

    private static boolean isSupersetOfAscii(Charset charset) {
        var name = charset.name();

        return !name.startsWith("UTF-16")
                && !name.startsWith("UTF-32")
                && !name.startsWith("IBM")
                && !name.startsWith("x-IBM")
                && !name.startsWith("x-UTF")
                && !name.startsWith("X-UTF");
    }

    private static boolean switchesByEscape(byte[] bytes, int start, int end) {
        for (var i = start; i < end - 2; i++) {
            if (bytes[i] < 0) {
                return false;
            }
            if (bytes[i] == ESCAPE && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }

        return false;
    }

    private static Charset escaping(Charset declared) {
        return declared.name().startsWith("ISO-2022") ? declared : KNOWN.getOrDefault("iso-2022-jp", ISO_8859_1);
    }

    private static boolean isMultiByte(Charset charset) {
        return charset != UTF_8 && MULTI_BYTE.contains(charset);
    }

    /** A cut or damaged letter here and there does not make it another charset. */
    private static boolean isMostlyReadable(String text) {
        var broken = 0;
        var foreign = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == UNREADABLE) {
                broken++;
            } else if (text.charAt(i) > 127) {
                foreign++;
            }
        }

        return broken * 10 <= foreign;
    }

    private static boolean isUnicodeOrAscii(Charset charset) {
        return charset.name().startsWith("UTF") || charset.name().equals("US-ASCII");
    }

    /** The declared charset, or the Cyrillic one under which the text looks much more like a language. */
    private static Charset singleByte(byte[] bytes, int start, int end, Charset declared) {
        if (!CYRILLIC.contains(declared) && !looksNonLatin(bytes, start, end)) {
            return declared;
        }
        var best = declared;
        var bestShare = shareOfCommonCyrillic(new String(bytes, start, end - start, declared)) + 0.15;
        for (var candidate : CYRILLIC) {
            var share = shareOfCommonCyrillic(new String(bytes, start, end - start, candidate));
            if (share > bestShare && share > 0.4) {
                best = candidate;
                bestShare = share;
            }
        }

        return best;
    }

    /** Western text has accents here and there; text of which most letters lie above 127 is none. */
    private static boolean looksNonLatin(byte[] bytes, int start, int end) {
        var high = 0;
        var latin = 0;
        for (var i = start; i < end; i++) {
            if (bytes[i] < 0) {
                high++;
            } else if (Character.isLetter(bytes[i])) {
                latin++;
            }
        }

        return high > 3 && high * 2 > latin;
    }

    private static double shareOfCommonCyrillic(String text) {
        var common = 0;
        var foreign = 0;
        for (var i = 0; i < Math.min(text.length(), 4000); i++) {
            var c = text.charAt(i);
            if (c > 127) {
                foreign++;
                if (COMMON_CYRILLIC.indexOf(c) >= 0) {
                    common++;
                }
            }
        }

        return foreign == 0 ? 0 : (double) common / foreign;
    }
}
