package org.havendesk.email;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What may stand below a mail: words, links, simple form; no pictures from elsewhere that would tell who reads. */
final class Signatures {
    static final int MAX = 10_000;

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "div", "span", "b", "strong", "i", "em", "u", "ul", "ol", "li", "a", "hr")
            .allowWithoutAttributes("span", "div")
            .allowUrlProtocols("https", "http", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .toFactory();

    private Signatures() {}

    static String clean(String html) {
        return POLICY.sanitize(html);
    }
}
