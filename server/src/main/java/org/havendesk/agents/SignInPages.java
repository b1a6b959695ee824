package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.Pages;
import org.havendesk.platform.web.SessionCookie;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out and asking for a new password, in pages that need no script. */
@Controller
class SignInPages {
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionStart start;
    private final SignInPage first;
    private final AccountHosts accounts;
    private final Pages pages;
    private final Texts texts;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            SessionStart start,
            SignInPage first,
            AccountHosts accounts,
            Pages pages,
            Texts texts) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.start = start;
        this.first = first;
        this.accounts = accounts;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/signin")
    ResponseEntity<String> form(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        return SignedIn.of(request).isPresent() ? redirect(Next.safe(next)) : first.fresh(tenant, language, next);
    }

    @PostMapping("/signin")
    ResponseEntity<String> enter(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var entry = signIn.byPassword(tenant, email, password, Client.of(request));
            return redirect(start.enter(tenant, entry, Next.safe(next), request, response));
        } catch (Unauthenticated | TooMany | WaysIn.ProviderNeeded refused) {
            tellWhen(refused, response);
            return first.refused(tenant, language, next, email, refused);
        }
    }

    @GetMapping("/forgot")
    ResponseEntity<String> forgot(TenantId tenant, Language language) {
        return forgotPage(HttpStatus.OK, tenant, language, Map.of());
    }

    @PostMapping("/forgot")
    ResponseEntity<String> forgot(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            signIn.askForPassword(tenant, email, language, Client.of(request));
            return forgotPage(HttpStatus.OK, tenant, language, Map.of("email", email, "sent", true));
        } catch (TooMany refused) {
            tellWhen(refused, response);
            var content = Map.<String, Object>of("email", email, "problem", sentence(language, refused));
            return forgotPage(HttpStatus.TOO_MANY_REQUESTS, tenant, language, content);
        }
    }

    @PostMapping("/signout")
    ResponseEntity<String> leave(TenantId tenant, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(token -> sessions.end(tenant, token));
        SessionCookie.clear(request, response);
        return redirect("/signed-out");
    }

    @GetMapping("/signed-out")
    ResponseEntity<String> left(TenantId tenant, Language language) {
        return pages.page(HttpStatus.OK, "agents/signed-out", language, Map.of("site", site(tenant)));
    }

    private ResponseEntity<String> forgotPage(
            HttpStatus status, TenantId tenant, Language language, Map<String, Object> content) {
        return pages.page(status, "agents/forgot", language, with(tenant, content));
    }

    private Map<String, Object> with(TenantId tenant, Map<String, Object> content) {
        var all = new HashMap<>(content);
        all.put("site", site(tenant));
        return all;
    }

    private String site(TenantId tenant) {
        return accounts.site(tenant).orElseThrow(() -> new NotFound("account")).name();
    }

    private String sentence(Language language, Problem problem) {
        return texts.text(language, problem.key(), problem.arguments().toArray());
    }

    private static void tellWhen(Problem problem, HttpServletResponse response) {
        if (problem instanceof TooMany tooMany) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfter().toSeconds()));
        }
    }

    static ResponseEntity<String> redirect(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
