package org.havendesk.email;

import static org.springframework.http.HttpStatus.ACCEPTED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havendesk.email.InboundRows.Stored;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/quarantine}: mails that became no message, and why. */
@RestController
@RequestMapping("/rest/quarantine")
class QuarantineController {
    private final Quarantine quarantine;
    private final Texts texts;

    QuarantineController(Quarantine quarantine, Texts texts) {
        this.quarantine = quarantine;
        this.texts = texts;
    }

    record Held(UUID id, Instant receivedAt, String from, List<String> to, String subject, long size, String reason) {}

    /** @param state {@code dropped} shows what was left out on purpose */
    @GetMapping
    Page<Held> list(
            Agent agent,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Language language) {
        var which = InboundState.DROPPED.wire().equals(state) ? InboundState.DROPPED : InboundState.QUARANTINED;
        return quarantine
                .page(agent, which, Cursor.decode(cursor), Page.limit(limit))
                .map(mail -> held(mail, language));
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(ACCEPTED)
    void retry(Agent agent, @PathVariable String id) {
        quarantine.retry(agent, Ids.parse(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(NO_CONTENT)
    void delete(Agent agent, @PathVariable String id) {
        quarantine.delete(agent, Ids.parse(id));
    }

    @GetMapping("/{id}/source")
    ResponseEntity<byte[]> source(Agent agent, @PathVariable String id) {
        return SourceController.plain(quarantine.source(agent, Ids.parse(id)));
    }

    private Held held(Stored mail, Language language) {
        var reason = mail.reason().orElse(InboundReason.FAILED);
        return new Held(
                mail.id(),
                mail.receivedAt(),
                mail.sender(),
                mail.recipients(),
                mail.subject(),
                mail.size(),
                texts.text(language, "inbound.reason." + reason.wire()));
    }
}
