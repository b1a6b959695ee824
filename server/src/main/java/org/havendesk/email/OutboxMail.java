package org.havendesk.email;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the outbox, for those who look after it.
 *
 * @param ticket of an answer or a notification; null for letters
 * @param to everybody it goes to, blind copies included
 * @param state {@code waiting}, {@code sending}, {@code sent} or {@code failed}
 * @param nextAttemptAt null unless it waits
 * @param lastError why it waits or has failed, in the reader's language
 * @param purpose {@code reply}, {@code invitation}, {@code password}, {@code welcome} or {@code notice}
 * @param html null in lists, and for letters that hold a secret link
 * @param text null as {@code html}
 */
public record OutboxMail(
        @JsonIgnore TenantId tenant,
        UUID id,
        @Nullable TicketOf ticket,
        List<Addressee> to,
        String subject,
        String state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant sentAt,
        String purpose,
        @Nullable String html,
        @Nullable String text) {

    /** The ticket that a mail belongs to. */
    public record TicketOf(UUID id, String code) {}

    /** Somebody it goes to. */
    public record Addressee(String name, String email) {}
}
