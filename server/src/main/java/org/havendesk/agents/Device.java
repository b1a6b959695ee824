package org.havendesk.agents;

import java.util.List;

/**
 * What a browser says it is, in words: enough to recognise one's own.
 *
 * @param browser its name, or the empty text
 * @param system what it runs on, or the empty text
 */
record Device(String browser, String system) {
    private record Sign(String part, String name) {}

    /** The order matters: most browsers also call themselves Chrome or Safari. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Vivaldi", "Vivaldi"),
            new Sign("SamsungBrowser", "Samsung Internet"),
            new Sign("Firefox", "Firefox"),
            new Sign("FxiOS", "Firefox"),
            new Sign("CriOS", "Chrome"),
            new Sign("Chrom", "Chrome"),
            new Sign("Safari", "Safari"),
            new Sign("curl", "curl"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Android", "Android"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Windows", "Windows"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Macintosh", "macOS"),
            new Sign("Linux", "Linux"));

    static Device of(String userAgent) {
        return new Device(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
    }

    /** Both words, or one, or the empty text. */
    String words() {
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String first(List<Sign> signs, String userAgent) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.part()))
                .findFirst()
                .map(Sign::name)
                .orElse("");
    }
}
