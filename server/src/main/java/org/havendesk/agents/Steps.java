package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What all pages between the first step of signing in and the last have in common. */
@Component
class Steps {
    private final SignIn signIn;
    private final SessionStart start;

    Steps(SignIn signIn, SessionStart start) {
        this.signIn = signIn;
        this.start = start;
    }

    /**
     * Somebody at such a page.
     *
     * @param next where they want to go in the end, as they say it
     */
    record Asked(
            TenantId tenant, Language language, String next, HttpServletRequest request, HttpServletResponse response) {
        Client client() {
            return Client.of(request);
        }

        /** What says that they gave the first proof; empty when nothing does. */
        String halfway() {
            return StepCookie.read(request).orElse("");
        }
    }

    /** Who it is, when this is the step that they owe. */
    Optional<Halfways.Known> owing(TenantId tenant, HttpServletRequest request, Step step) {
        return signIn.halfway(tenant, StepCookie.read(request).orElse(""), step);
    }

    /**
     * Whoever owes this step takes it. Who owes another one, or came too late, begins anew.
     *
     * @param work may throw {@link Gone}
     */
    ResponseEntity<String> take(Asked asked, Step step, Function<Halfways.Known, ResponseEntity<String>> work) {
        try {
            return owing(asked.tenant(), asked.request(), step).map(work).orElseGet(() -> begin(asked.next()));
        } catch (Gone tooLate) {
            return begin(asked.next());
        }
    }

    /** In, or on to the step that is still missing. */
    ResponseEntity<String> on(Asked asked, Entry entry) {
        return SignInPages.redirect(then(asked, entry));
    }

    /** Where it goes on, for a page that shows something before. */
    String then(Asked asked, Entry entry) {
        return start.enter(asked.tenant(), entry, Next.safe(asked.next()), asked.request(), asked.response());
    }

    ResponseEntity<String> begin(String next) {
        return SignInPages.redirect("/signin?next=" + URLEncoder.encode(Next.safe(next), StandardCharsets.UTF_8));
    }
}
