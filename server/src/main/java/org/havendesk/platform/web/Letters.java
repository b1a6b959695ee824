package org.havendesk.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Language;
import org.havendesk.platform.Letter;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.springframework.stereotype.Component;

/** Writes our own mails, in one look: a greeting, some paragraphs, at most one link to follow. */
@Component
public class Letters {
    private final Pages pages;
    private final Texts texts;

    Letters(Pages pages, Texts texts) {
        this.pages = pages;
        this.texts = texts;
    }

    /**
     * What a mail says.
     *
     * @param site whose mail it is: the account's name, or ours
     * @param action the words on the button
     * @param link where the button leads; without one the text is empty and there is no button
     * @param after what stands below the button
     */
    public record Words(
            String subject,
            String site,
            String greeting,
            List<String> paragraphs,
            String action,
            String link,
            List<String> after) {}

    /** @param purpose as in {@link Letter#purpose} */
    public Letter write(
            TenantId tenant, String purpose, Language language, String toName, EmailAddress to, Words words) {
        var html = pages.render(
                "layout/letter",
                language,
                Map.of(
                        "site", words.site(),
                        "greeting", words.greeting(),
                        "paragraphs", words.paragraphs(),
                        "action", words.action(),
                        "link", words.link(),
                        "after", words.after()));
        return new Letter(tenant, purpose, toName, to, words.subject(), html, plain(language, words));
    }

    private String plain(Language language, Words words) {
        var parts = new ArrayList<String>();
        parts.add(words.greeting());
        parts.addAll(words.paragraphs());
        if (!words.link().isEmpty()) {
            parts.add(words.action() + ":\n" + words.link());
        }
        parts.addAll(words.after());
        parts.add("-- \n" + texts.text(language, "letter.why", words.site()));
        return String.join("\n\n", parts) + "\n";
    }
}
