package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.Guards;
import org.havendesk.platform.web.Links;
import org.havendesk.platform.web.Pages;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks an agent whether an app may act for them, and for what (OAuth 2.1, 4.1.1 and 4.1.2). */
@Controller
class ConsentPages {
    private static final String PATH = "/oauth/authorize";
    private static final int MAX_QUERY = 1_800;
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]+");

    private final Apps apps;
    private final AccountHosts accounts;
    private final Links links;
    private final Pages pages;
    private final Texts texts;

    ConsentPages(Apps apps, AccountHosts accounts, Links links, Pages pages, Texts texts) {
        this.apps = apps;
        this.accounts = accounts;
        this.links = links;
        this.pages = pages;
        this.texts = texts;
    }

    /**
     * What an app asks, as it stands in the address.
     *
     * @param said without what was left empty
     * @param once whether nothing was said twice
     */
    record Question(Map<String, String> said, boolean once) {
        private static final List<String> FIELDS = List.of(
                "client_id",
                "redirect_uri",
                "response_type",
                "scope",
                "state",
                "code_challenge",
                "code_challenge_method");

        static Question of(MultiValueMap<String, String> query) {
            Map<String, String> said = new LinkedHashMap<>();
            FIELDS.forEach(field -> Optional.ofNullable(query.getFirst(field))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> said.put(field, value)));
            return new Question(
                    said,
                    FIELDS.stream()
                            .allMatch(field ->
                                    query.getOrDefault(field, List.of()).size() <= 1));
        }

        String get(String field) {
            return said.getOrDefault(field, "");
        }

        String redirectUri() {
            return get("redirect_uri");
        }

        /** Empty when there was none, or none that can be given back as it came. */
        Optional<String> state() {
            return Optional.of(get("state"))
                    .filter(state -> STATE.matcher(state).matches() && query().length() <= MAX_QUERY);
        }

        boolean isReadable() {
            return once && (state().isPresent() || !said.containsKey("state")) && query().length() <= MAX_QUERY;
        }

        String query() {
            return said.entrySet().stream()
                    .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(
            TenantId tenant,
            Language language,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response) {
        var question = Question.of(query);
        var app = apps.asking(tenant, question.get("client_id"), question.redirectUri());
        if (app.isEmpty()) {
            return unknown(tenant, language);
        }
        var signedIn = SignedIn.of(request).filter(found -> found.session().isPresent());
        try {
            var asked = asked(app.get(), question);
            if (signedIn.isEmpty()) {
                return SignInPages.redirect("/signin?next=" + encoded(PATH + "?" + question.query()));
            }
            signedIn.get().agent().require(Permission.USE_API);
            Guards.sendingTo(request, response, origin(question.redirectUri()));
            return page(HttpStatus.OK, tenant, language, "agents/consent", content(signedIn.get(), asked, question));
        } catch (Apps.Refused refused) {
            return answer(tenant, question, "error", refused.word());
        }
    }

    @PostMapping(PATH)
    ResponseEntity<String> decide(
            TenantId tenant, Language language, SignedIn signedIn, @RequestParam MultiValueMap<String, String> form) {
        var question = Question.of(form);
        var app = apps.asking(tenant, question.get("client_id"), question.redirectUri());
        if (app.isEmpty() || signedIn.session().isEmpty()) {
            return unknown(tenant, language);
        }
        try {
            var asked = asked(app.get(), question);
            return "yes".equals(form.getFirst("decision"))
                    ? answer(tenant, question, "code", apps.allow(signedIn.agent(), asked))
                    : answer(tenant, question, "error", "access_denied");
        } catch (Apps.Refused refused) {
            return answer(tenant, question, "error", refused.word());
        }
    }

    private Apps.Asked asked(AppRows.App app, Question question) throws Apps.Refused {
        if (!question.isReadable()) {
            throw new Apps.Refused("invalid_request");
        }
        return apps.asked(
                app,
                question.redirectUri(),
                question.get("response_type"),
                question.get("scope"),
                question.get("code_challenge"),
                question.get("code_challenge_method"));
    }

    private Map<String, Object> content(SignedIn signedIn, Apps.Asked asked, Question question) {
        var words = asked.scopes().stream()
                .map(scope -> texts.text(signedIn.language(), "scope." + scope))
                .toList();
        return Map.of(
                "app",
                asked.app().name(),
                "person",
                signedIn.agent().name(),
                "place",
                Optional.ofNullable(URI.create(asked.redirectUri()).getHost()).orElse(asked.redirectUri()),
                "scopes",
                words,
                "question",
                question.said());
    }

    /** Tells the app, and who we are (RFC 9207). */
    private ResponseEntity<String> answer(TenantId tenant, Question question, String name, String value) {
        var uri = question.redirectUri();
        return SignInPages.redirect(uri + (uri.contains("?") ? "&" : "?") + name + "=" + encoded(value)
                + question.state().map(state -> "&state=" + encoded(state)).orElse("") + "&iss="
                + encoded(links.to(tenant, "")));
    }

    /** An address that is not the app's own learns nothing, and nobody is sent there. */
    private ResponseEntity<String> unknown(TenantId tenant, Language language) {
        return page(HttpStatus.BAD_REQUEST, tenant, language, "agents/app-unknown", Map.of());
    }

    private ResponseEntity<String> page(
            HttpStatus status, TenantId tenant, Language language, String template, Map<String, Object> content) {
        var all = new HashMap<>(content);
        all.put(
                "site",
                accounts.site(tenant).orElseThrow(() -> new NotFound("account")).name());
        return pages.page(status, template, language, all);
    }

    /** No policy can name an address of the newer kind, so that the whole scheme has to do. */
    private static String origin(String redirectUri) {
        var uri = URI.create(redirectUri);
        var host = uri.getHost();
        return host == null || host.startsWith("[")
                ? uri.getScheme() + ":"
                : uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
