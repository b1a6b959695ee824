package org.havendesk.bench.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.havendesk.bench.Words;

/**
 * Mails as customers write them, always the same for the same seed: plain text and HTML, one in ten with a file of 50 kB,
 * one in three an answer to an earlier one of the same sender.
 */
final class Mails {
    private static final int SENDERS = 400;
    private static final int FILE_BYTES = 50_000;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Random random;
    private final String run;
    private final List<Words> languages = List.of(Words.english(), Words.french(), Words.bulgarian());
    private final List<List<String>> sent = new ArrayList<>();

    /** @param run tells the Message-IDs of one run from those of another */
    Mails(long seed, String run) {
        this.random = new Random(seed);
        this.run = run;
        for (int i = 0; i < SENDERS; i++) {
            sent.add(new ArrayList<>());
        }
    }

    record Made(int sender, String from, String id, byte[] bytes) {}

    List<Made> next(int count) {
        var mails = new ArrayList<Made>(count);
        for (int i = 0; i < count; i++) {
            mails.add(one(i));
        }
        return mails;
    }

    private Made one(int number) {
        int sender = random.nextInt(SENDERS);
        var words = languages.get(sender % 3);
        var earlier = sent.get(sender);
        var answers = earlier.isEmpty() || random.nextInt(3) != 0 ? "" : earlier.get(random.nextInt(earlier.size()));
        var id = "<" + run + "." + number + "@mx.example.org>";
        earlier.add(id);
        var from = "customer" + sender + "@example.org";
        var subject = (answers.isEmpty() ? "" : "Re: ") + words.sentence(random, 5);
        var mail = headers(sender, from, id, answers, subject) + body(words);
        return new Made(sender, from, id, mail.getBytes(StandardCharsets.UTF_8));
    }

    private String headers(int sender, String from, String id, String answers, String subject) {
        return "From: =?UTF-8?B?" + base64(languages.get(sender % 3).at(300 + sender)) + "?= <" + from + ">\r\n"
                + "To: support@acme.localhost\r\n"
                + "Subject: =?UTF-8?B?" + base64(subject) + "?=\r\n"
                + "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)) + "\r\n"
                + "Message-ID: " + id + "\r\n"
                + (answers.isEmpty() ? "" : "In-Reply-To: " + answers + "\r\nReferences: " + answers + "\r\n")
                + "MIME-Version: 1.0\r\n";
    }

    private String body(Words words) {
        var paragraphs = new ArrayList<String>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            paragraphs.add(words.sentence(random, 10 + random.nextInt(30)));
        }
        var alternative = "Content-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n--alt\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64Lines(String.join("\n\n", paragraphs)) + "\r\n--alt\r\n"
                + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64Lines("<html><body style=\"font-family: sans-serif\"><div><p>"
                        + String.join("</p><p>", paragraphs) + "</p></div><div>--<br>Kind regards</div></body></html>")
                + "\r\n--alt--\r\n";
        return random.nextInt(10) == 0 ? withFile(alternative) : alternative;
    }

    private String withFile(String alternative) {
        var file = new byte[FILE_BYTES];
        random.nextBytes(file);
        return "Content-Type: multipart/mixed; boundary=\"mix\"\r\n\r\n--mix\r\n" + alternative + "\r\n--mix\r\n"
                + "Content-Type: application/octet-stream; name=\"scan.bin\"\r\n"
                + "Content-Disposition: attachment; filename=\"scan.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + LINES.encodeToString(file) + "\r\n--mix--\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Lines(String text) {
        return LINES.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
