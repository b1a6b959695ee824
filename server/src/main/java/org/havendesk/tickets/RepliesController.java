package org.havendesk.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.contacts.Contacts;
import org.havendesk.files.FileId;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What agents write: answers, notes, new conversations, and the drafts of them. */
@RestController
class RepliesController {
    private final Tickets tickets;
    private final TicketList list;
    private final TicketThread thread;
    private final Drafts drafts;
    private final Contacts contacts;
    private final Written written;

    RepliesController(
            Tickets tickets, TicketList list, TicketThread thread, Drafts drafts, Contacts contacts, Written written) {
        this.tickets = tickets;
        this.list = list;
        this.thread = thread;
        this.drafts = drafts;
        this.contacts = contacts;
        this.written = written;
    }

    record NewReply(
            @Nullable String html,
            @Nullable List<Recipient> to,
            @Nullable List<Recipient> cc,
            @Nullable List<Recipient> bcc,
            @Nullable List<String> attachments,
            @Nullable String then) {}

    record NewTicket(
            @Nullable String department,
            @Nullable List<Recipient> to,
            @Nullable List<Recipient> cc,
            @Nullable List<Recipient> bcc,
            @Nullable String subject,
            @Nullable String html,
            @Nullable List<String> attachments) {}

    record NewDraft(
            @Nullable String kind,
            @Nullable String html,
            @Nullable List<Recipient> to,
            @Nullable List<Recipient> cc,
            @Nullable List<Recipient> bcc,
            @Nullable List<String> attachments) {}

    record Made(UUID id, String html, Instant at) {}

    @PostMapping("/rest/tickets/{id}/replies")
    @ResponseStatus(HttpStatus.CREATED)
    Made reply(Agent agent, @PathVariable String id, @RequestBody NewReply body) {
        var recipients = body.to() == null && body.cc() == null && body.bcc() == null
                ? Optional.<Recipients>empty()
                : Optional.of(written.recipients(body.to(), body.cc(), body.bcc()));
        var reply = new Reply(
                written.html(body.html()),
                recipients,
                written.files(agent, body.attachments()),
                Optional.ofNullable(body.then()).map(RepliesController::then));
        var message = tickets.reply(agent, TicketId.of(id), reply);
        drafts.discard(agent, TicketId.of(id));
        return made(agent, message);
    }

    @PostMapping("/rest/tickets/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Made note(Agent agent, @PathVariable String id, @RequestBody NewReply body) {
        var message = tickets.note(
                agent, TicketId.of(id), written.html(body.html()), written.files(agent, body.attachments()));
        drafts.discard(agent, TicketId.of(id));
        return made(agent, message);
    }

    @PostMapping("/rest/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    TicketLine begin(Agent agent, @RequestBody NewTicket body) {
        var recipients = written.recipients(body.to(), body.cc(), body.bcc());
        var subject = Optional.ofNullable(body.subject()).orElse("").strip().replaceAll("\\p{Cntrl}", " ");
        var department = Optional.ofNullable(body.department());
        new Invalid.Check()
                .that(!recipients.to().isEmpty(), "to", "recipient")
                .that(!subject.isEmpty(), "subject", "required")
                .that(department.isPresent(), "department", "required")
                .done();
        var first = recipients.to().getFirst();
        var contact = contacts.known(agent.tenant(), new EmailAddress(first.email()), first.name());
        var reply = new Reply(
                written.html(body.html()),
                Optional.of(recipients),
                written.files(agent, body.attachments()),
                Optional.empty());
        var ticket = tickets.begin(agent, DepartmentId.of(department.orElseThrow()), contact, subject, reply);
        return list.line(agent, ticket.id());
    }

    @PutMapping("/rest/tickets/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void saveDraft(Agent agent, @PathVariable String id, @RequestBody NewDraft body) {
        drafts.save(
                agent,
                TicketId.of(id),
                Optional.ofNullable(body.kind()).orElse("reply"),
                written.draft(body.html()),
                written.unchecked(body.to(), body.cc(), body.bcc()),
                Optional.ofNullable(body.attachments()).orElse(List.of()).stream()
                        .map(FileId::of)
                        .toList());
    }

    @DeleteMapping("/rest/tickets/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardDraft(Agent agent, @PathVariable String id) {
        drafts.discard(agent, TicketId.of(id));
    }

    private Made made(Agent agent, MessageId message) {
        var entry = thread.message(agent, message);
        return new Made(entry.id(), entry.html(), entry.at());
    }

    private static Status then(String wire) {
        return Status.of(wire)
                .filter(status -> status == Status.RESOLVED || status == Status.OPEN || status == Status.ANSWERED)
                .orElseThrow(() -> Invalid.field("then", "choice"));
    }
}
