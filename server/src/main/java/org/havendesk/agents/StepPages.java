package org.havendesk.agents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
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
    private final Steps steps;
    private final AccountHosts accounts;
    private final Pages pages;
    private final Problems problems;
    private final Texts texts;

    StepPages(
            SignIn signIn,
            SecondFactor factor,
            PasswordPolicy policy,
            Steps steps,
            AccountHosts accounts,
            Pages pages,
            Problems problems,
            Texts texts) {
        this.signIn = signIn;
        this.factor = factor;
        this.policy = policy;
        this.steps = steps;
        this.accounts = accounts;
        this.pages = pages;
        this.problems = problems;
        this.texts = texts;
    }

    @GetMapping("/signin/code")
    ResponseEntity<String> code(Steps.Asked asked) {
        return steps.take(asked, Step.CODE, known -> codePage(HttpStatus.OK, asked, known, ""));
    }

    @PostMapping("/signin/code")
    ResponseEntity<String> prove(Steps.Asked asked, @RequestParam(defaultValue = "") String code) {
        return steps.take(asked, Step.CODE, known -> {
            try {
                return steps.on(asked, signIn.byCode(asked.tenant(), asked.halfway(), code, asked.client()));
            } catch (Unauthenticated | TooMany refused) {
                tellWhen(refused, asked);
                return refused(asked, known, refused);
            }
        });
    }

    @GetMapping("/signin/enrol")
    ResponseEntity<String> enrol(Steps.Asked asked) {
        return steps.take(asked, Step.ENROL, known -> enrolPage(HttpStatus.OK, asked, known, ""));
    }

    @PostMapping("/signin/enrol")
    ResponseEntity<String> enrol(Steps.Asked asked, @RequestParam(defaultValue = "") String code) {
        return steps.take(asked, Step.ENROL, known -> {
            try {
                var enrolled = signIn.enrol(asked.tenant(), asked.halfway(), code, asked.client());
                return codes(asked, steps.then(asked, enrolled.entry()), enrolled.codes());
            } catch (Conflict over) {
                return steps.begin(asked.next());
            } catch (Invalid wrong) {
                return notEnrolled(asked, known, wrong);
            } catch (TooMany refused) {
                tellWhen(refused, asked);
                return enrolPage(HttpStatus.TOO_MANY_REQUESTS, asked, known, sentence(asked, refused));
            }
        });
    }

    @GetMapping("/signin/password")
    ResponseEntity<String> password(Steps.Asked asked) {
        return steps.take(asked, Step.PASSWORD, known -> passwordPage(HttpStatus.OK, asked, Map.of()));
    }

    @PostMapping("/signin/password")
    ResponseEntity<String> renew(Steps.Asked asked, @RequestParam(defaultValue = "") String password) {
        return steps.take(asked, Step.PASSWORD, known -> {
            try {
                return steps.on(asked, signIn.renewPassword(asked.tenant(), asked.halfway(), password, asked.client()));
            } catch (Invalid wrong) {
                var errors = problems.sentences(asked.language(), wrong);
                return passwordPage(HttpStatus.UNPROCESSABLE_CONTENT, asked, errors);
            }
        });
    }

    private ResponseEntity<String> passwordPage(HttpStatus status, Steps.Asked asked, Map<String, String> errors) {
        return page(
                status,
                "agents/new-password",
                asked,
                Map.of("errors", errors, "min", policy.of(asked.tenant()).min(), "max", PasswordRules.MAX));
    }

    /** The page that asks for the code, with why the last proof was none. */
    ResponseEntity<String> refused(Steps.Asked asked, Halfways.Known known, Problem problem) {
        return codePage(HttpStatus.valueOf(problem.status()), asked, known, sentence(asked, problem));
    }

    private ResponseEntity<String> codePage(
            HttpStatus status, Steps.Asked asked, Halfways.Known known, String problem) {
        var agent = known.agent();
        return page(
                status,
                "agents/code",
                asked,
                Map.of(
                        "problem",
                        problem,
                        "app",
                        factor.hasApp(asked.tenant(), agent),
                        "passkey",
                        factor.hasPasskey(asked.tenant(), agent)));
    }

    /** The page that asks to set up a second factor, with why the last try was none. */
    ResponseEntity<String> notEnrolled(Steps.Asked asked, Halfways.Known known, Invalid wrong) {
        var why = String.join(" ", problems.sentences(asked.language(), wrong).values());
        return enrolPage(HttpStatus.UNPROCESSABLE_CONTENT, asked, known, why);
    }

    private ResponseEntity<String> enrolPage(
            HttpStatus status, Steps.Asked asked, Halfways.Known known, String problem) {
        var offer = factor.offer(asked.tenant(), known.agent());
        return page(
                status,
                "agents/enrol",
                asked,
                Map.of("problem", problem, "qr", offer.qr(), "uri", offer.uri(), "secret", grouped(offer.secret())));
    }

    /**
     * Shows recovery codes, this once.
     *
     * @param then where it goes on
     */
    ResponseEntity<String> codes(Steps.Asked asked, String then, List<String> codes) {
        return page(HttpStatus.OK, "agents/recovery-codes", asked, Map.of("next", Next.safe(then), "codes", codes));
    }

    private ResponseEntity<String> page(
            HttpStatus status, String template, Steps.Asked asked, Map<String, Object> content) {
        var all = new HashMap<String, Object>();
        all.put("next", Next.safe(asked.next()));
        all.put(
                "site",
                accounts.site(asked.tenant())
                        .orElseThrow(() -> new NotFound("account"))
                        .name());
        all.putAll(content);
        return pages.page(status, template, asked.language(), all);
    }

    private String sentence(Steps.Asked asked, Problem problem) {
        return texts.text(asked.language(), problem.key(), problem.arguments().toArray());
    }

    private static void tellWhen(Problem problem, Steps.Asked asked) {
        if (problem instanceof TooMany tooMany) {
            asked.response()
                    .setHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(tooMany.retryAfter().toSeconds()));
        }
    }

    /** In groups of four, as it is easiest to type. */
    private static String grouped(String secret) {
        return secret.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }
}
