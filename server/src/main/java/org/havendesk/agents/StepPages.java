package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.Pages;
import org.havendesk.platform.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second step of signing in: a code, or setting up the second factor that the account asks for. */
@Controller
class StepPages {
    private static final int GROUP = 4;

    private final SignIn signIn;
    private final SecondFactor factor;
    private final PasswordPolicy policy;
    private final SessionStart start;
    private final AccountHosts accounts;
    private final Pages pages;
    private final Problems problems;
    private final Texts texts;

    StepPages(
            SignIn signIn,
            SecondFactor factor,
            PasswordPolicy policy,
            SessionStart start,
            AccountHosts accounts,
            Pages pages,
            Problems problems,
            Texts texts) {
        this.signIn = signIn;
        this.factor = factor;
        this.policy = policy;
        this.start = start;
        this.accounts = accounts;
        this.pages = pages;
        this.problems = problems;
        this.texts = texts;
    }

    @GetMapping("/signin/code")
    ResponseEntity<String> code(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        return halfway(tenant, request, Step.CODE)
                .map(known -> codePage(HttpStatus.OK, tenant, language, known, next, ""))
                .orElseGet(() -> begin(next));
    }

    @PostMapping("/signin/code")
    ResponseEntity<String> prove(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var known = halfway(tenant, request, Step.CODE);
        if (known.isEmpty()) {
            return begin(next);
        }
        try {
            var entry = signIn.byCode(tenant, StepCookie.shown(request), code, Client.of(request));
            return SignInPages.redirect(start.enter(tenant, entry, Next.safe(next), request, response));
        } catch (Gone tooLate) {
            return begin(next);
        } catch (Unauthenticated | TooMany refused) {
            tellWhen(refused, response);
            return refused(HttpStatus.valueOf(refused.status()), tenant, language, next, known.get(), refused);
        }
    }

    @GetMapping("/signin/enrol")
    ResponseEntity<String> enrol(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        return halfway(tenant, request, Step.ENROL)
                .map(known -> enrolPage(HttpStatus.OK, tenant, language, known, next, ""))
                .orElseGet(() -> begin(next));
    }

    @PostMapping("/signin/enrol")
    ResponseEntity<String> enrol(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var known = halfway(tenant, request, Step.ENROL);
        if (known.isEmpty()) {
            return begin(next);
        }
        try {
            var enrolled = signIn.enrol(tenant, StepCookie.shown(request), code, Client.of(request));
            var then = start.enter(tenant, enrolled.entry(), Next.safe(next), request, response);
            return codes(tenant, language, then, enrolled.codes());
        } catch (Gone | Conflict over) {
            return begin(next);
        } catch (Invalid wrong) {
            return notEnrolled(tenant, language, next, known.get(), wrong);
        } catch (TooMany refused) {
            tellWhen(refused, response);
            return enrolPage(
                    HttpStatus.TOO_MANY_REQUESTS, tenant, language, known.get(), next, sentence(language, refused));
        }
    }

    @GetMapping("/signin/password")
    ResponseEntity<String> password(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        return halfway(tenant, request, Step.PASSWORD).isEmpty()
                ? begin(next)
                : passwordPage(HttpStatus.OK, tenant, language, next, Map.of());
    }

    @PostMapping("/signin/password")
    ResponseEntity<String> renew(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var entry = signIn.renewPassword(tenant, StepCookie.shown(request), password, Client.of(request));
            return SignInPages.redirect(start.enter(tenant, entry, Next.safe(next), request, response));
        } catch (Gone tooLate) {
            return begin(next);
        } catch (Invalid wrong) {
            var errors = problems.sentences(language, wrong);
            return passwordPage(HttpStatus.UNPROCESSABLE_CONTENT, tenant, language, next, errors);
        }
    }

    private ResponseEntity<String> passwordPage(
            HttpStatus status, TenantId tenant, Language language, String next, Map<String, String> errors) {
        return page(
                status,
                "agents/new-password",
                tenant,
                language,
                Map.of(
                        "next",
                        Next.safe(next),
                        "errors",
                        errors,
                        "min",
                        policy.of(tenant).min(),
                        "max",
                        PasswordRules.MAX));
    }

    /** The page that asks for the code, with why the last proof was none. */
    ResponseEntity<String> refused(
            HttpStatus status, TenantId tenant, Language language, String next, Halfways.Known known, Problem problem) {
        return codePage(status, tenant, language, known, next, sentence(language, problem));
    }

    private ResponseEntity<String> codePage(
            HttpStatus status, TenantId tenant, Language language, Halfways.Known known, String next, String problem) {
        var agent = known.agent();
        return page(
                status,
                "agents/code",
                tenant,
                language,
                Map.of(
                        "next",
                        Next.safe(next),
                        "problem",
                        problem,
                        "app",
                        factor.hasApp(tenant, agent),
                        "passkey",
                        factor.hasPasskey(tenant, agent)));
    }

    /** The page that asks to set up a second factor, with why the last try was none. */
    ResponseEntity<String> notEnrolled(
            TenantId tenant, Language language, String next, Halfways.Known known, Invalid wrong) {
        var why = String.join(" ", problems.sentences(language, wrong).values());
        return enrolPage(HttpStatus.UNPROCESSABLE_CONTENT, tenant, language, known, next, why);
    }

    private ResponseEntity<String> enrolPage(
            HttpStatus status, TenantId tenant, Language language, Halfways.Known known, String next, String problem) {
        var offer = factor.offer(tenant, known.agent());
        return page(
                status,
                "agents/enrol",
                tenant,
                language,
                Map.of(
                        "next",
                        Next.safe(next),
                        "problem",
                        problem,
                        "qr",
                        offer.qr(),
                        "uri",
                        offer.uri(),
                        "secret",
                        grouped(offer.secret())));
    }

    /** Shows recovery codes, this once; from there it goes on. */
    ResponseEntity<String> codes(TenantId tenant, Language language, String next, List<String> codes) {
        return page(
                HttpStatus.OK,
                "agents/recovery-codes",
                tenant,
                language,
                Map.of("next", Next.safe(next), "codes", codes));
    }

    private ResponseEntity<String> page(
            HttpStatus status, String template, TenantId tenant, Language language, Map<String, Object> content) {
        var all = new HashMap<>(content);
        all.put(
                "site",
                accounts.site(tenant).orElseThrow(() -> new NotFound("account")).name());
        return pages.page(status, template, language, all);
    }

    private Optional<Halfways.Known> halfway(TenantId tenant, HttpServletRequest request, Step step) {
        return signIn.halfway(tenant, StepCookie.shown(request), step);
    }

    private String sentence(Language language, Problem problem) {
        return texts.text(language, problem.key(), problem.arguments().toArray());
    }

    static ResponseEntity<String> begin(String next) {
        return SignInPages.redirect(
                "/signin?next=" + java.net.URLEncoder.encode(Next.safe(next), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void tellWhen(Problem problem, HttpServletResponse response) {
        if (problem instanceof TooMany tooMany) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfter().toSeconds()));
        }
    }

    /** In groups of four, as it is easiest to type. */
    private static String grouped(String secret) {
        return secret.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }
}
