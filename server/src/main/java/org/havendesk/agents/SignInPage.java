package org.havendesk.agents;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The page on which signing in begins, with all the ways in that the account has. */
@Component
class SignInPage {
    private final Providers providers;
    private final AccountHosts accounts;
    private final Pages pages;
    private final Texts texts;

    SignInPage(Providers providers, AccountHosts accounts, Pages pages, Texts texts) {
        this.providers = providers;
        this.accounts = accounts;
        this.pages = pages;
        this.texts = texts;
    }

    ResponseEntity<String> fresh(TenantId tenant, Language language, String next) {
        return page(HttpStatus.OK, tenant, language, next, Map.of());
    }

    /** Says why somebody did not get in. */
    ResponseEntity<String> refused(TenantId tenant, Language language, String next, Problem problem) {
        return refused(tenant, language, next, "", problem);
    }

    /** @param email what they typed, so that they need not do it again */
    ResponseEntity<String> refused(TenantId tenant, Language language, String next, String email, Problem problem) {
        var why = texts.text(language, problem.key(), problem.arguments().toArray());
        return page(
                HttpStatus.valueOf(problem.status()), tenant, language, next, Map.of("email", email, "problem", why));
    }

    /** Where to go for each of the account's providers, with their names. */
    private Map<String, String> ways(TenantId tenant, String next) {
        var ways = new LinkedHashMap<String, String>();
        var query = "?next=" + URLEncoder.encode(Next.safe(next), StandardCharsets.UTF_8);
        providers.shown(tenant).forEach(provider -> ways.put(provider.start() + query, provider.name()));
        return ways;
    }

    private ResponseEntity<String> page(
            HttpStatus status, TenantId tenant, Language language, String next, Map<String, Object> content) {
        var all = new HashMap<>(content);
        all.put("next", Next.safe(next));
        all.put("ways", ways(tenant, next));
        all.put("only", providers.only(tenant));
        all.put(
                "site",
                accounts.site(tenant).orElseThrow(() -> new NotFound("account")).name());
        return pages.page(status, "agents/signin", language, all);
    }
}
