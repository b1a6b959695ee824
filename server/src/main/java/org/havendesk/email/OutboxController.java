package org.havendesk.email;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.tickets.MessageId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The outbox, for those who look after the account; and another try for an answer, for whoever sees its ticket. */
@RestController
class OutboxController {
    private final OutboxList list;
    private final Deliveries deliveries;

    OutboxController(OutboxList list, Deliveries deliveries) {
        this.list = list;
        this.deliveries = deliveries;
    }

    record Line(
            UUID id,
            OutboxMail.@Nullable TicketOf ticket,
            List<OutboxMail.Addressee> to,
            String subject,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant sentAt,
            String purpose) {
        static Line of(OutboxMail mail) {
            return new Line(
                    mail.id(),
                    mail.ticket(),
                    mail.to(),
                    mail.subject(),
                    mail.state(),
                    mail.attempts(),
                    mail.nextAttemptAt(),
                    mail.lastError(),
                    mail.createdAt(),
                    mail.sentAt(),
                    mail.purpose());
        }
    }

    @GetMapping("/rest/outbox")
    Page<Line> list(
            Agent agent,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Language language) {
        agent.require(Permission.MANAGE_SETTINGS);
        return list.list(agent.tenant(), Optional.ofNullable(state), Cursor.decode(cursor), Page.limit(limit), language)
                .map(Line::of);
    }

    @GetMapping("/rest/outbox/{id}")
    OutboxMail show(Agent agent, @PathVariable String id, Language language) {
        agent.require(Permission.MANAGE_SETTINGS);
        return list.showWithoutSecrets(agent.tenant(), Ids.parse(id), language);
    }

    @PostMapping("/rest/outbox/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(Agent agent, @PathVariable String id) {
        deliveries.again(agent, Ids.parse(id));
    }

    @DeleteMapping("/rest/outbox/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Agent agent, @PathVariable String id) {
        deliveries.delete(agent, Ids.parse(id));
    }

    @PostMapping("/rest/messages/{id}/delivery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(Agent agent, @PathVariable String id) {
        deliveries.again(agent, MessageId.of(id));
    }
}
