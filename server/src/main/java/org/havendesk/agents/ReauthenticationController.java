package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.havendesk.agents.PasskeyChallenges.Purpose;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /rest/profile/reauthentication}: showing once more who one is, which makes the session fresh for ten minutes. By
 * password and, where a second factor is on, a code or a passkey; or by a passkey alone.
 */
@RestController
class ReauthenticationController {
    private final FreshSession fresh;
    private final OwnPassword own;
    private final SecondFactor factor;
    private final Passkeys passkeys;
    private final PasskeySite.Of sites;

    ReauthenticationController(
            FreshSession fresh, OwnPassword own, SecondFactor factor, Passkeys passkeys, PasskeySite.Of sites) {
        this.fresh = fresh;
        this.own = own;
        this.factor = factor;
        this.passkeys = passkeys;
        this.sites = sites;
    }

    /**
     * @param password needed unless a passkey is shown
     * @param code of the authenticator app, or a recovery code
     * @param passkey what {@code toJSON} of the browser's answer gives
     */
    record Proofs(@Nullable String password, @Nullable String code, PasskeyWire.@Nullable Proof passkey) {}

    @PostMapping("/rest/profile/reauthentication/options")
    PasskeyWire.RequestOptions options(SignedIn signedIn, HttpServletRequest request) {
        var agent = signedIn.agent();
        return passkeys.ask(agent.tenant(), agent.id(), Purpose.CONFIRM, sites.request(agent.tenant(), request));
    }

    @PostMapping("/rest/profile/reauthentication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void prove(SignedIn signedIn, @RequestBody Proofs body, HttpServletRequest request) {
        var session = signedIn.session().orElseThrow(FreshSession.Stale::new);
        var agent = signedIn.agent();
        if (body.password() != null) {
            own.check(agent, "password", body.password());
        } else if (body.passkey() == null) {
            throw Invalid.field("password", "required");
        }
        if (body.passkey() != null) {
            show(signedIn, body.passkey(), body.password() == null, request);
        } else if (factor.isOn(agent.tenant(), agent.id())) {
            factor.proveField(agent, Optional.ofNullable(body.code()), Client.of(request));
        }
        fresh.renew(agent, session);
    }

    private void show(SignedIn signedIn, PasskeyWire.Proof proof, boolean alone, HttpServletRequest request) {
        var agent = signedIn.agent();
        try {
            passkeys.prove(
                    agent.tenant(),
                    agent.id(),
                    Purpose.CONFIRM,
                    alone,
                    sites.request(agent.tenant(), request),
                    proof,
                    Client.of(request));
        } catch (Unauthenticated refused) {
            throw Invalid.field("passkey", "passkey");
        }
    }
}
