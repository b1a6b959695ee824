package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.HostCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** To a provider and back. What ties the browser to its way lies in a cookie that no script reads. */
@Controller
class ProviderPages {
    private static final HostCookie COOKIE = new HostCookie("hd_sso");

    private final ProviderSignIn signIn;
    private final SignInPage first;
    private final SessionStart start;
    private final Limits limits;

    ProviderPages(ProviderSignIn signIn, SignInPage first, SessionStart start, Limits limits) {
        this.signIn = signIn;
        this.first = first;
        this.start = start;
        this.limits = limits;
    }

    @GetMapping("/signin/sso/{key}")
    ResponseEntity<String> go(
            TenantId tenant,
            Language language,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.askForChallenge(Client.of(request));
        try {
            var started = signIn.start(tenant, key, Next.safe(next));
            COOKIE.write(request, response, started.browser(), ProviderAttempts.LIFE);
            return SignInPages.redirect(started.way().toString());
        } catch (Unauthenticated refused) {
            return first.refused(tenant, language, next, refused);
        }
    }

    @GetMapping("/signin/sso/{key}/return")
    ResponseEntity<String> back(
            TenantId tenant,
            Language language,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String state,
            @RequestParam Optional<String> code,
            @RequestParam Optional<String> iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        var browser = COOKIE.read(request).orElse("");
        COOKIE.clear(request, response);
        try {
            var returned = new ProviderSignIn.Returned(state, code, iss);
            var arrived = signIn.arrive(tenant, key, returned, browser, Client.of(request));
            return SignInPages.redirect(
                    start.enter(tenant, arrived.entry(), Next.safe(arrived.next()), request, response));
        } catch (Unauthenticated refused) {
            return first.refused(tenant, language, "", refused);
        }
    }
}
