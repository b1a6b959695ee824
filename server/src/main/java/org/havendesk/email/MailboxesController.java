package org.havendesk.email;

import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/mailboxes}: from where mail is fetched. A password goes in and never comes out. */
@RestController
@RequestMapping("/rest/mailboxes")
class MailboxesController {
    private final Mailboxes mailboxes;
    private final Texts texts;

    MailboxesController(Mailboxes mailboxes, Texts texts) {
        this.mailboxes = mailboxes;
        this.texts = texts;
    }

    record MailboxBody(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String username,
            @Nullable String password,
            @Nullable String department,
            @Nullable String folder,
            @Nullable String fetch,
            @Nullable Boolean keep,
            @Nullable String address,
            @Nullable String state) {}

    record MailboxView(
            UUID id,
            String kind,
            String host,
            int port,
            String security,
            String username,
            UUID department,
            String folder,
            String fetch,
            boolean keep,
            String address,
            String state,
            @Nullable String lastError,
            @Nullable Instant lastFetchAt) {}

    record TestResult(boolean ok, String step, String detail) {}

    @GetMapping
    Page<MailboxView> list(Agent agent, Language language) {
        return new Page<>(
                mailboxes.all(agent).stream().map(one -> view(one, language)).toList(), null);
    }

    @PostMapping
    @ResponseStatus(CREATED)
    MailboxView add(Agent agent, @RequestBody MailboxBody body, Language language) {
        return view(mailboxes.add(agent, wanted(body)), language);
    }

    @PutMapping("/{id}")
    MailboxView change(Agent agent, @PathVariable String id, @RequestBody MailboxBody body, Language language) {
        return view(mailboxes.change(agent, Ids.parse(id), wanted(body)), language);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(NO_CONTENT)
    void remove(Agent agent, @PathVariable String id) {
        mailboxes.remove(agent, Ids.parse(id));
    }

    /** Reaching another server takes time: a request that tests is the one that waits for it. */
    @PostMapping("/tests")
    TestResult test(Agent agent, @RequestBody MailboxBody body, Language language) {
        return mailboxes
                .test(
                        agent,
                        settings(body),
                        given(body.password()),
                        Optional.ofNullable(body.id()).map(Ids::parse),
                        mailboxes::password)
                .map(trouble -> new TestResult(false, trouble.step().wire(), text(trouble, body.host(), language)))
                .orElseGet(() ->
                        new TestResult(true, MailboxTrouble.Step.DONE.wire(), texts.text(language, "mailbox.reached")));
    }

    private MailboxView view(Mailbox mailbox, Language language) {
        var settings = mailbox.settings();
        return new MailboxView(
                mailbox.id(),
                settings.kind().wire(),
                settings.host(),
                settings.port(),
                settings.security().wire(),
                settings.username(),
                mailbox.department().value(),
                settings.folder(),
                mailbox.all() ? "all" : "new",
                mailbox.keep(),
                mailbox.address().value(),
                mailbox.state().wire(),
                mailbox.trouble()
                        .map(trouble -> text(trouble, settings.host(), language))
                        .orElse(null),
                mailbox.fetchedAt().orElse(null));
    }

    private String text(MailboxTrouble trouble, @Nullable String host, Language language) {
        return texts.text(language, "mailbox.trouble." + trouble.key(), String.valueOf(host), trouble.said())
                .strip();
    }

    private static Mailboxes.Wanted wanted(MailboxBody body) {
        var settings = settings(body);
        var address = Optional.ofNullable(body.address())
                .filter(text -> !text.isBlank())
                .or(() -> Optional.of(settings.username()))
                .flatMap(EmailAddress::parse)
                .orElseThrow(() -> Invalid.field("address", "email"));
        var department = Optional.ofNullable(body.department())
                .map(DepartmentId::of)
                .orElseThrow(() -> Invalid.field("department", "required"));
        return new Mailboxes.Wanted(
                settings,
                given(body.password()),
                department,
                "all".equals(body.fetch()),
                !Boolean.FALSE.equals(body.keep()),
                address,
                "paused".equals(body.state()));
    }

    private static MailboxSettings settings(MailboxBody body) {
        var kind = MailboxSettings.Kind.of(String.valueOf(body.kind()))
                .orElseThrow(() -> Invalid.field("kind", "required"));
        var security = MailSecurity.of(body.security() == null ? "tls" : body.security())
                .orElseThrow(() -> Invalid.field("security", "required"));
        var folder = body.folder() == null || body.folder().isBlank()
                ? "INBOX"
                : body.folder().strip();
        return new MailboxSettings(
                kind,
                given(body.host())
                        .map(String::strip)
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .orElse(""),
                body.port() == null ? usualPort(kind, security) : body.port(),
                security,
                given(body.username()).map(String::strip).orElse(""),
                folder);
    }

    private static int usualPort(MailboxSettings.Kind kind, MailSecurity security) {
        var encrypted = security == MailSecurity.TLS;
        return switch (kind) {
            case IMAP -> encrypted ? 993 : 143;
            case POP3 -> encrypted ? 995 : 110;
        };
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }
}
