package org.havendesk.email;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.havendesk.platform.Agent;
import org.havendesk.spam.Judged;
import org.havendesk.tickets.TicketId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /rest/tickets/{id}/judgement}: what the filter made of the mail that began a ticket, and why. */
@RestController
class SpamVerdictController {
    private final SpamWatch spam;

    SpamVerdictController(SpamWatch spam) {
        this.spam = spam;
    }

    /**
     * @param kind what the word was: {@code text}, {@code subject}, {@code sender}, {@code link} and so on
     * @param weight above 0 towards spam
     */
    record Reason(String kind, String word, double weight) {}

    /**
     * @param verdict {@code inbox}, {@code suspected} or {@code quarantine}
     * @param because {@code filter}, or {@code allowed} or {@code blocked} by the account's lists
     * @param spam what an agent said afterwards; null when nobody did
     */
    record Judgement(
            String verdict,
            String because,
            double probability,
            Instant at,
            @Nullable Boolean spam,
            List<Reason> reasons) {}

    /** @param judgement null when no filter looked at it, or too long ago */
    record Answer(@Nullable Judgement judgement) {}

    @GetMapping("/rest/tickets/{id}/judgement")
    Answer judgement(Agent agent, @PathVariable String id) {
        return new Answer(spam.of(agent, TicketId.of(id))
                .map(SpamVerdictController::judgement)
                .orElse(null));
    }

    private static Judgement judgement(Judged judged) {
        var reasons = judged.reasons().stream()
                .map(reason -> new Reason(wire(reason.kind()), reason.word(), reason.weight()))
                .toList();
        return new Judgement(
                wire(judged.verdict()),
                wire(judged.because()),
                judged.probability(),
                judged.at(),
                judged.spam().orElse(null),
                reasons);
    }

    private static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
