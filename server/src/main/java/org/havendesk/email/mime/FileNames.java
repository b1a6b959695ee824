package org.havendesk.email.mime;

import java.util.Map;

/** Makes names that are safe to show and to save under out of those that senders give. */
final class FileNames {
    private static final int LONGEST = 200;
    private static final int LONGEST_EXTENSION = 20;
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/png", ".png"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/webp", ".webp"),
            Map.entry("image/svg+xml", ".svg"),
            Map.entry("image/bmp", ".bmp"),
            Map.entry("image/tiff", ".tif"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("application/zip", ".zip"),
            Map.entry("application/pgp-signature", ".asc"),
            Map.entry("application/pkcs7-signature", ".p7s"),
            Map.entry("application/pkcs7-mime", ".p7m"),
            Map.entry("application/ms-tnef", ".dat"),
            Map.entry("text/plain", ".txt"),
            Map.entry("text/html", ".html"),
            Map.entry("text/csv", ".csv"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("text/vcard", ".vcf"),
            Map.entry("text/x-vcard", ".vcf"),
            Map.entry("text/rfc822-headers", ".txt"),
            Map.entry("message/rfc822", ".eml"),
            Map.entry("message/global", ".eml"),
            Map.entry("message/partial", ".eml"),
            Map.entry("message/delivery-status", ".txt"),
            Map.entry("message/disposition-notification", ".txt"),
            Map.entry("message/feedback-report", ".txt"),
            Map.entry("audio/mpeg", ".mp3"),
            Map.entry("audio/wav", ".wav"),
            Map.entry("audio/ogg", ".ogg"),
            Map.entry("video/mp4", ".mp4"));

    private FileNames() {}

    /** The name without path and tricks; made of the number and the type when nothing is left of it. */
    static String safe(String written, String type, int number) {
        var name = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        name = Texts.oneLine(name, 10 * LONGEST).replaceAll("[<>:\"|?*]", "_");
        var start = 0;
        while (start < name.length() && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
            start++;
        }
        var end = name.length();
        while (end > start && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        name = name.substring(start, end);

        return name.isEmpty() ? "attachment-" + number + EXTENSIONS.getOrDefault(type, ".bin") : shortened(name);
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";

        return Texts.truncated(name, LONGEST - extension.length()) + extension;
    }
}
