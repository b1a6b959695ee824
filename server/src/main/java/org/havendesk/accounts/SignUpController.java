package org.havendesk.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.havendesk.accounts.SignUpLimits.Door;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.ClientAddress;
import org.havendesk.platform.web.Pages;
import org.havendesk.platform.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /signup} for everybody, {@code /first/<token>} for whoever started the installation: one form. */
@Controller
class SignUpController {
    private final Accounts accounts;
    private final FirstOwner firstOwner;
    private final SignUpSettings settings;
    private final SignUpLimits limits;
    private final BareHost bareHost;
    private final Pages pages;
    private final Problems problems;
    private final Texts texts;

    SignUpController(
            Accounts accounts,
            FirstOwner firstOwner,
            SignUpSettings settings,
            SignUpLimits limits,
            BareHost bareHost,
            Pages pages,
            Problems problems,
            Texts texts) {
        this.accounts = accounts;
        this.firstOwner = firstOwner;
        this.settings = settings;
        this.limits = limits;
        this.bareHost = bareHost;
        this.pages = pages;
        this.problems = problems;
        this.texts = texts;
    }

    @GetMapping("/signup")
    ResponseEntity<String> form(Language language) {
        bareHost.require();
        return settings.signup().open()
                ? form(HttpStatus.OK, "/signup", language, Map.of(), Map.of())
                : note(HttpStatus.FORBIDDEN, language, "signUp.closed");
    }

    @PostMapping("/signup")
    ResponseEntity<String> open(HttpServletRequest request, Language language, @RequestParam Map<String, String> form) {
        bareHost.require();
        if (!settings.signup().open()) {
            return note(HttpStatus.FORBIDDEN, language, "signUp.closed");
        }
        var network = ClientAddress.network(request);
        limits.asking(Door.SIGN_UP, network);
        return attempt(
                language, form, "/signup", wish -> limits.opening(network, () -> accounts.open(Actor.system(), wish)));
    }

    /** What the form asks when somebody leaves the field of the address. */
    @GetMapping("/signup/availability")
    @ResponseBody
    Verdict availability(HttpServletRequest request, Language language, @RequestParam String subdomain) {
        bareHost.require();
        limits.asking(Door.SIGN_UP, ClientAddress.network(request));
        return accounts.refusal(subdomain.strip())
                .map(key -> new Verdict(false, texts.text(language, "invalid." + key, Availability.MIN)))
                .orElseGet(() -> new Verdict(true, ""));
    }

    @GetMapping("/first/{token}")
    ResponseEntity<String> firstForm(Language language, @PathVariable String token) {
        bareHost.require();
        return firstOwner.opens(token)
                ? form(HttpStatus.OK, "/first/" + token, language, Map.of(), Map.of())
                : note(HttpStatus.GONE, language, "signUp.gone");
    }

    @PostMapping("/first/{token}")
    ResponseEntity<String> openFirst(
            Language language, @PathVariable String token, @RequestParam Map<String, String> form) {
        bareHost.require();
        return firstOwner.opens(token)
                ? attempt(language, form, "/first/" + token, wish -> accounts.openFirst(token, wish))
                : note(HttpStatus.GONE, language, "signUp.gone");
    }

    /** Opens an account as the form asks, or shows the form again with what is wrong. */
    private ResponseEntity<String> attempt(
            Language language, Map<String, String> form, String action, Opening opening) {
        try {
            if (!form.getOrDefault("website", "").isEmpty()) {
                throw Invalid.field("form", "trap");
            }
            var opened = opening.open(wish(language, form));
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/building/" + opened.buildingToken()))
                    .build();
        } catch (Invalid invalid) {
            var errors = problems.sentences(language, invalid);
            return form(HttpStatus.UNPROCESSABLE_CONTENT, action, language, form, errors);
        }
    }

    private static NewAccount wish(Language language, Map<String, String> form) {
        return new NewAccount(
                form.getOrDefault("subdomain", ""),
                "",
                form.getOrDefault("name", ""),
                form.getOrDefault("email", ""),
                language.key(),
                form.getOrDefault("timezone", ""),
                form.getOrDefault("region", ""));
    }

    private ResponseEntity<String> form(
            HttpStatus status, String action, Language language, Map<String, String> form, Map<String, String> errors) {
        Map<String, Object> content = new HashMap<>();
        content.put("action", action);
        content.put("first", !action.equals("/signup"));
        content.put("suffix", "." + bareHost.name());
        content.put("regions", settings.regions());
        content.put("form", form);
        content.put("errors", errors);

        return pages.page(status, "accounts/signup", language, content);
    }

    private ResponseEntity<String> note(HttpStatus status, Language language, String key) {
        return pages.page(
                status,
                "accounts/note",
                language,
                Map.of("title", texts.text(language, key + ".title"), "text", texts.text(language, key + ".text")));
    }

    /** @param message why not, in the asker's language; empty when it is available */
    record Verdict(boolean available, String message) {}

    private interface Opening {
        Opened open(NewAccount wish);
    }
}
