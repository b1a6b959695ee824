package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.havendesk.agents.PasskeyChallenges.Purpose;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Unauthenticated;
import org.springframework.http.HttpStatus;
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
    private final SignInPage first;
    private final StepPages second;
    private final SessionStart start;
    private final PasskeySite.Of sites;
    private final Limits limits;
    private final JsonMapper json;

    PasskeyPages(
            Passkeys passkeys,
            SignIn signIn,
            SignInPage first,
            StepPages second,
            SessionStart start,
            PasskeySite.Of sites,
            Limits limits,
            JsonMapper json) {
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.first = first;
        this.second = second;
        this.start = start;
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
    ResponseEntity<String> enter(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var client = Client.of(request);
            var agent = passkeys.whose(tenant, sites.request(tenant, request), proof(credential), client);
            var entry = signIn.byPasskey(tenant, agent, client);
            return SignInPages.redirect(start.enter(tenant, entry, Next.safe(next), request, response));
        } catch (Unauthenticated | WaysIn.ProviderNeeded refused) {
            return first.refused(tenant, language, next, refused);
        }
    }

    @PostMapping("/signin/code/passkey/options")
    @ResponseBody
    PasskeyWire.RequestOptions askKnown(TenantId tenant, HttpServletRequest request) {
        var known = signIn.halfway(tenant, StepCookie.shown(request), Step.CODE).orElseThrow(() -> new Gone("link"));
        limits.askForChallenge(Client.of(request));
        return passkeys.ask(tenant, known.agent(), Purpose.STEP, sites.request(tenant, request));
    }

    @PostMapping("/signin/code/passkey")
    ResponseEntity<String> prove(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var known = signIn.halfway(tenant, StepCookie.shown(request), Step.CODE);
        if (known.isEmpty()) {
            return StepPages.begin(next);
        }
        try {
            var client = Client.of(request);
            var site = sites.request(tenant, request);
            passkeys.prove(tenant, known.get().agent(), Purpose.STEP, false, site, proof(credential), client);
            var entry = signIn.proved(tenant, known.get(), client);
            return SignInPages.redirect(start.enter(tenant, entry, Next.safe(next), request, response));
        } catch (Unauthenticated refused) {
            return second.refused(HttpStatus.UNAUTHORIZED, tenant, language, next, known.get(), refused);
        }
    }

    @PostMapping("/signin/enrol/passkey/options")
    @ResponseBody
    PasskeyWire.CreationOptions offer(TenantId tenant, HttpServletRequest request) {
        var known =
                signIn.halfway(tenant, StepCookie.shown(request), Step.ENROL).orElseThrow(() -> new Gone("link"));
        limits.askForChallenge(Client.of(request));
        return passkeys.offer(tenant, known.agent(), sites.request(tenant, request));
    }

    @PostMapping("/signin/enrol/passkey")
    ResponseEntity<String> enrol(
            TenantId tenant,
            Language language,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var shown = StepCookie.shown(request);
        var known = signIn.halfway(tenant, shown, Step.ENROL);
        if (known.isEmpty()) {
            return StepPages.begin(next);
        }
        try {
            var client = Client.of(request);
            var site = sites.request(tenant, request);
            var codes = passkeys.enrol(tenant, known.get().agent(), shown, site, registration(credential), client);
            var entry = signIn.proved(tenant, known.get(), client);
            return second.codes(
                    tenant, language, start.enter(tenant, entry, Next.safe(next), request, response), codes);
        } catch (Gone tooLate) {
            return StepPages.begin(next);
        } catch (Invalid wrong) {
            return second.notEnrolled(tenant, language, next, known.get(), wrong);
        }
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
