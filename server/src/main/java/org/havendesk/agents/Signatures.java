package org.havendesk.agents;

import org.havendesk.platform.Invalid;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/** What may stand below an answer: text with its looks, links, tables and pictures; nothing that acts. */
final class Signatures {
    private static final int MAX = 20_000;
    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.LINKS)
            .and(Sanitizers.TABLES)
            .and(Sanitizers.STYLES)
            .and(Sanitizers.IMAGES);

    private Signatures() {}

    /** @throws Invalid when it is too long */
    static String safe(String html) {
        new Invalid.Check()
                .that(html.length() <= MAX, "signature", "tooLong", MAX)
                .done();
        return POLICY.sanitize(html);
    }
}
