package org.havendesk.tickets;

import java.util.Locale;
import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;
import org.springframework.stereotype.Component;

/** Says in the reader's language how sure a channel was about who wrote a message. */
@Component
class SenderWords {
    private final Texts texts;

    SenderWords(Texts texts) {
        this.texts = texts;
    }

    /**
     * One check.
     *
     * @param result in the words of RFC 8601, 2.7
     */
    record SenderCheck(String result, String explanation) {}

    /**
     * Whether a message comes from where it says, in the shape of the wire.
     *
     * @param state {@code authenticated}, {@code unauthenticated}, {@code failed} or {@code unknown}
     * @param domain of the author's address; may be empty
     */
    record MessageSender(
            String state,
            String domain,
            SenderCheck spf,
            SenderCheck dkim,
            SenderCheck dmarc,
            SenderCheck arc,
            String explanation) {}

    MessageSender of(Provenance provenance, Language language) {
        var state = provenance.state().name().toLowerCase(Locale.ROOT);
        return new MessageSender(
                state,
                provenance.domain(),
                check(provenance, "spf", language),
                check(provenance, "dkim", language),
                check(provenance, "dmarc", language),
                check(provenance, "arc", language),
                texts.text(language, "sender." + state + "." + provenance.reason(), provenance.domain()));
    }

    private SenderCheck check(Provenance provenance, String name, Language language) {
        var check = provenance.checks().getOrDefault(name, new Provenance.Check("none", "notChecked", ""));
        var words = texts.text(language, "sender." + name + "." + check.reason(), check.domain());
        return new SenderCheck(check.result(), words);
    }
}
