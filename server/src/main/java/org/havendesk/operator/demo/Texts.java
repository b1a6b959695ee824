package org.havendesk.operator.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What people of one language write, from {@code demo/conversations_<language>.properties}. */
final class Texts {
    private final Properties texts = new Properties();
    private final String language;

    Texts(String language) {
        this.language = language;
        var name = "/demo/conversations_" + language + ".properties";
        try (var stream = Texts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + name);
            }
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    List<String> products() {
        return list("products");
    }

    List<String> firstNames() {
        return list("first");
    }

    List<String> lastNames() {
        return list("last");
    }

    private List<String> list(String key) {
        return List.of(texts.getProperty(key, "").split("\\|", -1));
    }

    /** @param words what stands for each name in braces */
    String get(String key, Map<String, String> words) {
        var text = texts.getProperty(key, key);
        for (var word : words.entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        return text;
    }

    /** Plain text as HTML: paragraphs at empty lines. */
    static String html(String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<p>" + escaped.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
    }
}
