package org.havendesk.spam;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invents mail of an account: customers who ask about orders, strangers who sell. */
final class Letters {
    private static final List<String> ASKING = List.of(
            "order", "parcel", "invoice", "delivery", "address", "refund", "lamp", "chair", "receipt", "tomorrow");
    private static final List<String> SELLING =
            List.of("winner", "casino", "bonus", "pills", "cheap", "guaranteed", "million", "prize", "credit", "click");
    private static final List<String> COMMON =
            List.of("please", "the", "your", "our", "today", "we", "you", "have", "for", "with", "thanks", "hello");

    private static final int USUAL = 40;

    private final Random random;
    private final int length;

    Letters(long seed) {
        this(seed, USUAL);
    }

    /** @param length of a letter, in words */
    Letters(long seed, int length) {
        this.random = new Random(seed);
        this.length = length;
    }

    /** @param known what an account's filter is asked to learn, in order, from five persons in turn */
    List<LedgerRow> rows(SpamModel model, int known) {
        var rows = new ArrayList<LedgerRow>();
        for (int i = 0; i < known; i++) {
            boolean spam = i % 3 == 0;
            rows.add(row(model, "message" + i, "person" + i % 5, spam, mail(spam)));
        }
        return rows;
    }

    static LedgerRow row(SpamModel model, String message, String person, boolean spam, Evidence evidence) {
        return new LedgerRow(
                message,
                person,
                spam,
                LedgerRow.Strength.MARK,
                Instant.parse("2026-01-05T10:00:00Z"),
                model.fingerprint(evidence));
    }

    Evidence mail(boolean spam) {
        return Evidence.ofMail(raw(spam).getBytes(StandardCharsets.UTF_8));
    }

    String raw(boolean spam) {
        return """
                Received: from mx.example.org ([192.0.2.%d]) by mail.acme.test with ESMTP
                From: Somebody <writer%d@example.org>
                To: help@acme.test
                Subject: %s
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(random.nextInt(250), random.nextInt(1_000), words(spam, 3), words(spam, length));
    }

    private String words(boolean spam, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var from = random.nextInt(3) > 0 ? COMMON : spam ? SELLING : ASKING;
            text.append(from.get(random.nextInt(from.size()))).append(' ');
        }
        return text.toString().strip();
    }
}
