package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.Pages;
import org.havendesk.platform.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one-time links lead: setting a password, entering a new account. */
@Controller
class WelcomePages {
    private final SignIn signIn;
    private final PasswordPolicy policy;
    private final SessionStart start;
    private final AccountHosts accounts;
    private final Pages pages;
    private final Problems problems;

    WelcomePages(
            SignIn signIn,
            PasswordPolicy policy,
            SessionStart start,
            AccountHosts accounts,
            Pages pages,
            Problems problems) {
        this.signIn = signIn;
        this.policy = policy;
        this.start = start;
        this.accounts = accounts;
        this.pages = pages;
        this.problems = problems;
    }

    /** Looking at the page uses nothing up: programs that look into mails follow links as well. */
    @GetMapping("/welcome/{token}")
    ResponseEntity<String> form(TenantId tenant, Language language, @PathVariable String token) {
        return signIn.invited(tenant, token)
                .map(profile -> form(HttpStatus.OK, tenant, profile, Map.of()))
                .orElseGet(() -> expired(tenant, language));
    }

    @PostMapping("/welcome/{token}")
    ResponseEntity<String> set(
            TenantId tenant,
            Language language,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var entry = signIn.setPassword(tenant, token, password, Client.of(request));
            return SignInPages.redirect(start.enter(tenant, entry, Next.HOME, request, response));
        } catch (Invalid invalid) {
            return signIn.invited(tenant, token)
                    .map(profile -> form(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            tenant,
                            profile,
                            problems.sentences(profile.language(), invalid)))
                    .orElseGet(() -> expired(tenant, language));
        } catch (Gone gone) {
            return expired(tenant, language);
        }
    }

    @GetMapping("/welcome/enter/{token}")
    ResponseEntity<String> enter(
            TenantId tenant,
            Language language,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!request.getMethod().equals("GET")) {
            return ResponseEntity.noContent().build();
        }
        try {
            var entry = signIn.byLink(tenant, token, Client.of(request));
            return SignInPages.redirect(start.enter(tenant, entry, Next.HOME, request, response));
        } catch (Gone gone) {
            return pages.page(HttpStatus.GONE, "agents/enter-expired", language, Map.of("site", site(tenant)));
        }
    }

    private ResponseEntity<String> form(
            HttpStatus status, TenantId tenant, Profile profile, Map<String, String> errors) {
        return pages.page(
                status,
                "agents/welcome",
                profile.language(),
                Map.of(
                        "site",
                        site(tenant),
                        "name",
                        profile.name(),
                        "email",
                        profile.email().value(),
                        "errors",
                        errors,
                        "min",
                        policy.of(tenant).min(),
                        "max",
                        PasswordRules.MAX));
    }

    private ResponseEntity<String> expired(TenantId tenant, Language language) {
        return pages.page(HttpStatus.GONE, "agents/link-expired", language, Map.of("site", site(tenant)));
    }

    private String site(TenantId tenant) {
        return accounts.site(tenant).orElseThrow(() -> new NotFound("account")).name();
    }
}
