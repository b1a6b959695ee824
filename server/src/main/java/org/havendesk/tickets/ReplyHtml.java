package org.havendesk.tickets;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * What may stand in a text that an agent wrote. Pictures only from files of the account, and their addresses in the form
 * in which they are kept: without the token that made them readable for one agent.
 */
@Component
class ReplyHtml {
    private static final Pattern FILE = Pattern.compile("/f/([0-9a-f-]{36})/[^/\"]*/([^\"/]*)");
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "div",
                    "span",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "s",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "a",
                    "h1",
                    "h2",
                    "h3",
                    "hr",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "td",
                    "th",
                    "img")
            .allowWithoutAttributes("span", "div", "a", "img")
            .allowUrlProtocols("https", "http", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("dir")
            .matching(Pattern.compile("ltr|rtl|auto"))
            .globally()
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,6}"))
            .onElements("ol")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("[0-9]{1,3}"))
            .onElements("td", "th")
            .allowAttributes("src")
            .matching(FILE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("[0-9]{1,4}"))
            .onElements("img")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    String clean(String html) {
        return FILE.matcher(POLICY.sanitize(html)).replaceAll("/f/$1/-/$2");
    }
}
