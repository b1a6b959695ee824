package org.havendesk.email.auth;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
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

    /** Whether a server hands on the mail of others: one that we trust to, or one of our own house. */
    public boolean isOnBehalf(InetAddress from) {
        return trace.isOnBehalf(from);
    }

    /** The first server on a mail's way that is none of those, as far as they have written it down. */
    public Optional<InetAddress> origin(Handed handed, byte[] mail) {
        return trace.of(handed, HeaderFields.of(mail)).client().flatMap(Handed::from);
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
