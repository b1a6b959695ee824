package org.havendesk.email.auth;

import java.time.Clock;
import org.havendesk.platform.EmailAddress;
import org.springframework.stereotype.Component;

/**
 * Finds out whether mails come from where they say, bounded in time and in what it asks, whatever was sent. Trouble with
 * the DNS makes a sender unknown, never a mail late or lost.
 */
@Component
public class SenderTruth {
    private final Dns dns;
    private final SenderSettings settings;
    private final Trace trace;
    private final Clock clock;

    SenderTruth(Dns dns, SenderSettings settings, Clock clock) {
        this.dns = dns;
        this.settings = settings;
        this.trace = new Trace(settings);
        this.clock = clock;
    }

    /**
     * What is true about the sender of a mail.
     *
     * @param author whom the reader of the mail will take for its author
     * @param mail as it came
     */
    public SenderVerdict of(Handed handed, EmailAddress author, byte[] mail) {
        if (!settings.check()) {
            return SenderVerdict.unknown(author.domain(), "off");
        }
        var fields = HeaderFields.of(mail);
        var entry = trace.of(handed, fields);
        return new Judging(dns, settings, clock, author.domain(), fields, entry, handed).verdict();
    }
}
