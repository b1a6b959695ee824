package org.havendesk.email;

import java.util.Map;
import org.havendesk.email.auth.Finding;
import org.havendesk.email.auth.SenderVerdict;
import org.havendesk.tickets.Provenance;

/** Tells tickets, which know nothing of mail, what was found out about a sender. */
final class Senders {
    private Senders() {}

    static Provenance provenance(SenderVerdict verdict) {
        return new Provenance(
                state(verdict.state()),
                verdict.domain(),
                verdict.reason(),
                Map.of(
                        "spf", check(verdict.spf()),
                        "dkim", check(verdict.dkim()),
                        "dmarc", check(verdict.dmarc()),
                        "arc", check(verdict.arc())));
    }

    private static Provenance.State state(SenderVerdict.State state) {
        return switch (state) {
            case AUTHENTICATED -> Provenance.State.AUTHENTICATED;
            case UNAUTHENTICATED -> Provenance.State.UNAUTHENTICATED;
            case FAILED -> Provenance.State.FAILED;
            case UNKNOWN -> Provenance.State.UNKNOWN;
        };
    }

    private static Provenance.Check check(Finding finding) {
        return new Provenance.Check(finding.result().wire(), finding.reason(), finding.domain());
    }
}
