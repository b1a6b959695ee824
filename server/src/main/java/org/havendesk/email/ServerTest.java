package org.havendesk.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.havendesk.email.Transmission.Step;
import org.havendesk.email.Transmission.Trouble;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.springframework.stereotype.Component;

/** Tries a server out, before anything depends on it: connects, logs in and, if asked to, sends a mail. */
@Component
class ServerTest {
    private static final int PER_MINUTE = 10;

    private final SmtpClient client;
    private final MailWriter writer;
    private final MailIds ids;
    private final OutboxWords words;
    private final Clock clock;
    private final Cache<TenantId, Bucket> tries = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    ServerTest(SmtpClient client, MailWriter writer, MailIds ids, OutboxWords words, Clock clock) {
        this.client = client;
        this.writer = writer;
        this.ids = ids;
        this.words = words;
        this.clock = clock;
    }

    /** @param step the one that failed, or {@link Step#DONE} */
    record Result(boolean ok, Step step, String detail) {}

    /** @throws TooMany when an account tries more than ten times a minute: this is no tool to look for hosts with */
    Result run(TenantId tenant, SmtpServer server, Optional<EmailAddress> to, Language language) {
        var bucket = tries.get(
                tenant,
                one -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE, Duration.ofMinutes(1)))
                        .build());
        if (!bucket.tryConsume(1)) {
            throw new TooMany("serverTests", Duration.ofMinutes(1));
        }
        var trouble = to.map(one -> sent(tenant, server, one, language)).orElseGet(() -> client.greet(server));
        return trouble.map(wrong -> new Result(
                        false,
                        wrong.step(),
                        words.text(language, wrong.key(), server.host(), wrong.said())
                                .strip()))
                .orElseGet(() -> new Result(true, Step.DONE, words.text(language, "test.done", server.host())));
    }

    private Optional<Trouble> sent(TenantId tenant, SmtpServer server, EmailAddress to, Language language) {
        var id = Ids.next();
        var from = server.fromAddress().orElseThrow();
        var subject = words.text(language, "test.subject");
        var text = words.text(language, "test.text", server.host());
        var mail = new OutboxRow(
                tenant,
                id,
                OutboxRow.Purpose.NOTICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Recipients(List.of(new Recipient("", to.value())), List.of(), List.of()),
                subject,
                "<p>" + org.jsoup.nodes.Entities.escape(text) + "</p>",
                text,
                Map.of("Auto-Submitted", "auto-generated"),
                ids.ofLetter(tenant, id, from.substring(from.lastIndexOf('@') + 1)),
                "",
                List.of(),
                OutboxState.SENDING,
                1,
                clock.instant(),
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        var outcome = client.send(
                server, writer.write(mail, new WaysOut.From(from, Optional.empty())), from, Set.of(to.value()));
        return outcome.trouble().or(() -> refused(outcome));
    }

    private static Optional<Trouble> refused(Transmission outcome) {
        return java.util.stream.Stream.of(outcome.refused(), outcome.later())
                .flatMap(some -> some.values().stream())
                .findFirst()
                .map(said -> new Trouble(Step.SEND, false, "failure.refused", said));
    }
}
