package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import org.havendesk.agents.PasskeyChallenges.Purpose;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Unauthenticated;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in with a passkey: alone at the first page, or at the second in the place of a code, or made there by whoever has
 * to set up a second factor. The script of these pages
 * asks for what the device is to prove and sends the proof with a form.
 */
@Controller
class PasskeyPages {
    private final Passkeys passkeys;
    private final SignIn signIn;
    private final Steps steps;
    private final SignInPage first;
    private final StepPages second;
    private final PasskeySite.Of sites;
    private final Limits limits;
    private final JsonMapper json;

    PasskeyPages(
            Passkeys passkeys,
            SignIn signIn,
            Steps steps,
            SignInPage first,
            StepPages second,
            PasskeySite.Of sites,
            Limits limits,
            JsonMapper json) {
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.steps = steps;
        this.first = first;
        this.second = second;
        this.sites = sites;
        this.limits = limits;
        this.json = json;
    }

    @PostMapping("/signin/passkey/options")
    @ResponseBody
    PasskeyWire.RequestOptions ask(TenantId tenant, HttpServletRequest request) {
        limits.askForChallenge(Client.of(request));
        return passkeys.askAnybody(tenant, sites.request(tenant, request));
    }

    @PostMapping("/signin/passkey")
    ResponseEntity<String> enter(Steps.Asked asked, @RequestParam(defaultValue = "") String credential) {
        try {
            var agent = passkeys.whose(asked.tenant(), site(asked), proof(credential), asked.client());
            return steps.on(asked, signIn.byPasskey(asked.tenant(), agent, asked.client()));
        } catch (Unauthenticated | WaysIn.ProviderNeeded refused) {
            return first.refused(asked.tenant(), asked.language(), asked.next(), refused);
        }
    }

    @PostMapping("/signin/code/passkey/options")
    @ResponseBody
    PasskeyWire.RequestOptions askKnown(TenantId tenant, HttpServletRequest request) {
        var known = owing(tenant, request, Step.CODE);
        return passkeys.ask(tenant, known.agent(), Purpose.STEP, sites.request(tenant, request));
    }

    @PostMapping("/signin/code/passkey")
    ResponseEntity<String> prove(Steps.Asked asked, @RequestParam(defaultValue = "") String credential) {
        return steps.take(asked, Step.CODE, known -> {
            try {
                passkeys.prove(
                        asked.tenant(),
                        known.agent(),
                        Purpose.STEP,
                        false,
                        site(asked),
                        proof(credential),
                        asked.client());
                return steps.on(asked, signIn.proved(asked.tenant(), known, asked.client()));
            } catch (Unauthenticated refused) {
                return second.refused(asked, known, refused);
            }
        });
    }

    @PostMapping("/signin/enrol/passkey/options")
    @ResponseBody
    PasskeyWire.CreationOptions offer(TenantId tenant, HttpServletRequest request) {
        var known = owing(tenant, request, Step.ENROL);
        return passkeys.offer(tenant, known.agent(), sites.request(tenant, request));
    }

    @PostMapping("/signin/enrol/passkey")
    ResponseEntity<String> enrol(Steps.Asked asked, @RequestParam(defaultValue = "") String credential) {
        return steps.take(asked, Step.ENROL, known -> {
            try {
                var codes = passkeys.enrol(
                        asked.tenant(),
                        known.agent(),
                        asked.halfway(),
                        site(asked),
                        registration(credential),
                        asked.client());
                var entry = signIn.proved(asked.tenant(), known, asked.client());
                return second.codes(asked, steps.then(asked, entry), codes);
            } catch (Invalid wrong) {
                return second.notEnrolled(asked, known, wrong);
            }
        });
    }

    /**
     * Who it is that owes this step and asks for a challenge.
     *
     * @throws Gone when nobody is known to
     */
    private Halfways.Known owing(TenantId tenant, HttpServletRequest request, Step step) {
        var known = steps.owing(tenant, request, step).orElseThrow(() -> new Gone("link"));
        limits.askForChallenge(Client.of(request));
        return known;
    }

    private PasskeySite site(Steps.Asked asked) {
        return sites.request(asked.tenant(), asked.request());
    }

    /** @throws Invalid when it is none */
    private PasskeyWire.Registration registration(String credential) {
        try {
            return json.readValue(credential, PasskeyWire.Registration.class);
        } catch (JacksonException e) {
            throw Invalid.field("credential", "passkey");
        }
    }

    /** @throws Unauthenticated when it is none */
    private PasskeyWire.Proof proof(String credential) {
        try {
            return json.readValue(credential, PasskeyWire.Proof.class);
        } catch (JacksonException e) {
            throw new Unauthenticated("passkey");
        }
    }
}
