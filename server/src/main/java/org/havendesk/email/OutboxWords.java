package org.havendesk.email;

import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;
import org.springframework.stereotype.Component;

/** The texts that stand in our mails and beside them, in an account's or a reader's language. */
@Component
class OutboxWords {
    private final Texts texts;

    OutboxWords(Texts texts) {
        this.texts = texts;
    }

    /** In English where the language is none of ours. */
    String text(String language, String key, Object... arguments) {
        return text(Language.of(language).orElse(Language.EN), key, arguments);
    }

    String text(Language language, String key, Object... arguments) {
        return texts.text(language, "outbox." + key, arguments);
    }
}
