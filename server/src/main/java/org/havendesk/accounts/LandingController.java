package org.havendesk.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.ClientAddress;
import org.havendesk.platform.web.Links;
import org.havendesk.platform.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The installation's front page: what this is, open an account, find yours. */
@Controller
class LandingController {
    private final Accounts accounts;
    private final SignUpSettings settings;
    private final SignUpLimits limits;
    private final BareHost bareHost;
    private final Links links;
    private final Pages pages;
    private final Texts texts;

    LandingController(
            Accounts accounts,
            SignUpSettings settings,
            SignUpLimits limits,
            BareHost bareHost,
            Links links,
            Pages pages,
            Texts texts) {
        this.accounts = accounts;
        this.settings = settings;
        this.limits = limits;
        this.bareHost = bareHost;
        this.links = links;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/")
    ResponseEntity<String> landing(Language language) {
        bareHost.require();
        return pages.page(
                HttpStatus.OK,
                "accounts/landing",
                language,
                Map.of("open", settings.signup().open(), "example", example()));
    }

    /** A link and not a redirect: from a form, our own policy lets a browser go nowhere else. */
    @GetMapping(path = "/find", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> found(HttpServletRequest request, Language language, @RequestParam String name) {
        var found = find(request, language, name);
        return pages.page(
                HttpStatus.OK,
                "accounts/found",
                language,
                Map.of(
                        "host", subdomain(name) + "." + bareHost.name(),
                        "link", Optional.ofNullable(found.link()).orElse(""),
                        "message", Optional.ofNullable(found.message()).orElse(""),
                        "name", name,
                        "example", example()));
    }

    @GetMapping(path = "/find", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Found find(HttpServletRequest request, Language language, @RequestParam String name) {
        bareHost.require();
        limits.asking(SignUpLimits.Door.FIND, ClientAddress.network(request));
        return accounts.find(subdomain(name))
                .filter(account -> account.status() == AccountStatus.ACTIVE)
                .map(account -> new Found(links.to(account.id(), "/agent/"), null))
                .orElseGet(() -> new Found(null, texts.text(language, "find.none")));
    }

    /** People type the whole address as well, with or without its beginning. */
    private String subdomain(String name) {
        var typed = name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("[:/].*", "");
        var suffix = "." + bareHost.name();
        return typed.endsWith(suffix) ? typed.substring(0, typed.length() - suffix.length()) : typed;
    }

    private String example() {
        return "acme." + bareHost.name();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(@Nullable String link, @Nullable String message) {}
}
