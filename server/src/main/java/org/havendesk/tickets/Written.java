package org.havendesk.tickets;

import java.util.List;
import java.util.Optional;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.Agent;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sound what an agent's browser sent: HTML, recipients, files. */
@Component
class Written {
    private static final int MAX_HTML = 1_000_000;
    private static final int MAX_RECIPIENTS = 50;
    private static final int MAX_FILES = 50;

    private final ReplyHtml html;
    private final Files files;

    Written(ReplyHtml html, Files files) {
        this.html = html;
        this.files = files;
    }

    /** @throws Invalid when nothing is left to send, or it is too long */
    String html(@Nullable String raw) {
        var safe = draft(raw);
        new Invalid.Check()
                .that(!Texts.plain(safe).isEmpty() || safe.contains("<img"), "html", "required")
                .done();
        return safe;
    }

    /** Like {@link #html}, but may be empty. */
    String draft(@Nullable String raw) {
        var some = Optional.ofNullable(raw).orElse("");
        new Invalid.Check()
                .that(some.length() <= MAX_HTML, "html", "tooLong", MAX_HTML)
                .done();
        return html.clean(some);
    }

    /** @throws Invalid when an address cannot be reached, or there are too many */
    Recipients recipients(@Nullable List<Recipient> to, @Nullable List<Recipient> cc, @Nullable List<Recipient> bcc) {
        var all = new Recipients(checked("to", to), checked("cc", cc), checked("bcc", bcc));
        new Invalid.Check()
                .that(all.all().count() <= MAX_RECIPIENTS, "to", "tooMany", MAX_RECIPIENTS)
                .done();
        return all;
    }

    /** As typed so far: a draft may hold half an address. */
    Recipients unchecked(@Nullable List<Recipient> to, @Nullable List<Recipient> cc, @Nullable List<Recipient> bcc) {
        return new Recipients(some(to), some(cc), some(bcc));
    }

    List<Reply.FileUse> files(Agent agent, @Nullable List<String> uploads) {
        var ids = Optional.ofNullable(uploads).orElse(List.of()).stream()
                .map(FileId::of)
                .toList();
        new Invalid.Check()
                .that(ids.size() <= MAX_FILES, "attachments", "tooMany", MAX_FILES)
                .done();
        return ids.stream()
                .map(id -> files.find(agent.tenant(), id)
                        .map(file -> new Reply.FileUse(id, file.name()))
                        .orElseThrow(() -> Invalid.field("attachments", "file")))
                .toList();
    }

    private static List<Recipient> checked(String field, @Nullable List<Recipient> given) {
        return some(given).stream().map(one -> checked(field, one)).distinct().toList();
    }

    private static Recipient checked(String field, Recipient given) {
        var address = EmailAddress.parse(given.email()).orElseThrow(() -> Invalid.field(field, "email"));
        return new Recipient(given.name(), address.value());
    }

    private static List<Recipient> some(@Nullable List<Recipient> given) {
        return given == null
                ? List.of()
                : given.stream().limit(MAX_RECIPIENTS + 1L).map(Written::filled).toList();
    }

    private static Recipient filled(Recipient given) {
        @Nullable String name = given.name();
        @Nullable String email = given.email();
        var clean = name == null ? "" : name.replaceAll("[\\p{Cntrl}<>\"]", " ").strip();
        return new Recipient(clean.substring(0, Math.min(clean.length(), 200)), email == null ? "" : email.strip());
    }
}
