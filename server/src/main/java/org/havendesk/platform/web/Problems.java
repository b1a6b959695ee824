package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Problem;
import org.havendesk.platform.Texts;
import org.havendesk.platform.TooMany;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells people what went wrong, in their language: programs and the console as problem+json, browsers as a page. */
@Component
public class Problems {
    private final Texts texts;
    private final Pages pages;
    private final JsonMapper json;

    Problems(Texts texts, Pages pages, JsonMapper json) {
        this.texts = texts;
        this.pages = pages;
        this.json = json;
    }

    /** Answers with this problem, unless a part of another answer has already left. */
    public void tell(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (problem instanceof TooMany tooMany) {
            var seconds = Math.max(1, tooMany.retryAfter().toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        var fields = problem instanceof Invalid invalid ? invalid.fields() : Map.<String, Invalid.Reason>of();
        tell(request, response, problem.status(), problem.key(), problem.arguments(), fields, null);
    }

    /** Answers with a status of HTTP's own: {@code problem.http.<status>} is its text. */
    void tell(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status) throws IOException {
        tell(request, response, status.value(), "problem.http." + status.value(), List.of(), Map.of(), null);
    }

    void tell(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, String key)
            throws IOException {
        tell(request, response, status.value(), key, List.of(), Map.of(), null);
    }

    /** Something that we did not foresee; the log knows more under this name. */
    void incident(HttpServletRequest request, HttpServletResponse response, String incident) throws IOException {
        tell(request, response, 500, "problem.http.500", List.of(incident), Map.of(), incident);
    }

    /** What is wrong with each field, as sentences for a form. */
    public Map<String, String> sentences(Language language, Invalid invalid) {
        return sentences(language, invalid.fields());
    }

    void page(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            String template,
            Map<String, Object> content)
            throws IOException {
        var html = pages.render(template, RequestLanguage.of(request), content);
        write(response, status.value(), MediaType.TEXT_HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    private void tell(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String key,
            List<Object> arguments,
            Map<String, Invalid.Reason> fields,
            @Nullable String incident)
            throws IOException {
        var language = RequestLanguage.of(request);
        var title = title(language, status);
        var detail = texts.find(language, key, arguments).orElse(title);
        if (wantsPage(request)) {
            page(
                    request,
                    response,
                    HttpStatusCode.valueOf(status),
                    "web/problem",
                    Map.of("title", title, "detail", detail));
            return;
        }
        var errors = fields.isEmpty() ? null : sentences(language, fields);
        var told = new Told(type(key), title, status, detail, errors, incident);
        write(response, status, MediaType.APPLICATION_PROBLEM_JSON, json.writeValueAsBytes(told));
    }

    private String title(Language language, int status) {
        return texts.find(language, "problem.title." + status, List.of()).orElseGet(() -> {
            var known = HttpStatus.resolve(status);
            return known == null ? Integer.toString(status) : known.getReasonPhrase();
        });
    }

    private Map<String, String> sentences(Language language, Map<String, Invalid.Reason> fields) {
        Map<String, String> sentences = new LinkedHashMap<>();
        fields.forEach((field, reason) -> sentences.put(
                field, texts.text(language, reason.key(), reason.arguments().toArray())));
        return sentences;
    }

    /** The name of the problem: stable, and the same in all languages. */
    private static String type(String key) {
        return "urn:havendesk:" + key;
    }

    static boolean wantsPage(HttpServletRequest request) {
        var accepts = request.getHeader(HttpHeaders.ACCEPT);
        return !RequestPath.of(request).startsWith("/rest") && accepts != null && accepts.contains("text/html");
    }

    private static void write(HttpServletResponse response, int status, MediaType type, byte[] body)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(type.toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
