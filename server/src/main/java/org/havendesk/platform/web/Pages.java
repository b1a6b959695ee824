package org.havendesk.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Renders pages and letters on the server, from the templates in {@code templates/}. */
@Component
public class Pages {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "org.havendesk.templates");
    private final Texts texts;
    private final ObjectProvider<ResourceUrlProvider> assets;

    Pages(Texts texts, ObjectProvider<ResourceUrlProvider> assets) {
        this.texts = texts;
        this.assets = assets;
    }

    /**
     * The template's HTML. Besides its own parameters a template gets {@code view}, a {@link View}.
     *
     * @param template below {@code templates/}, without {@code .jte}
     */
    public String render(String template, Language language, Map<String, Object> content) {
        Map<String, Object> all = new HashMap<>(content);
        all.put("view", new View(texts, language, this::asset, csrf()));
        var html = new StringOutput();
        engine.render(template + ".jte", all, html);
        return html.toString();
    }

    /** The template as an answer that no cache keeps. */
    public ResponseEntity<String> page(
            HttpStatus status, String template, Language language, Map<String, Object> content) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(render(template, language, content));
    }

    private String asset(String file) {
        var plain = "/assets/" + file;
        var versioned = assets.getObject().getForLookupPath(plain);
        return versioned == null ? plain : versioned;
    }

    private static String csrf() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(CsrfToken.class.getName(), 0) instanceof CsrfToken token
                ? token.getToken()
                : "";
    }
}
