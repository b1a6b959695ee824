package org.havendesk.platform.web;

import java.util.Map;
import java.util.function.Function;
import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;

/** What every template can use: texts in the reader's language, addresses of assets, the token of its forms. */
public final class View {
    private final Texts texts;
    private final Language language;
    private final Function<String, String> assets;
    private final String csrf;

    View(Texts texts, Language language, Function<String, String> assets, String csrf) {
        this.texts = texts;
        this.language = language;
        this.assets = assets;
        this.csrf = csrf;
    }

    public String text(String key, Object... arguments) {
        return texts.text(language, key, arguments);
    }

    /** The text of the field's error, or the empty text. */
    public String error(Map<String, String> errors, String field) {
        return errors.getOrDefault(field, "");
    }

    public Language language() {
        return language;
    }

    /** The address of a file under {@code static/assets}, which changes when its content does. */
    public String asset(String file) {
        return assets.apply(file);
    }

    /** Goes into the field {@code _csrf} of each form. */
    public String csrf() {
        return csrf;
    }
}
