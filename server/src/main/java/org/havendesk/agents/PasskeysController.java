package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Page;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/profile/passkeys}: an agent's own passkeys. Adding and removing takes a fresh session. */
@RestController
class PasskeysController {
    private final Passkeys passkeys;
    private final PasskeySite.Of sites;

    PasskeysController(Passkeys passkeys, PasskeySite.Of sites) {
        this.passkeys = passkeys;
        this.sites = sites;
    }

    /**
     * @param name by which its owner knows it again, at most 60 characters
     * @param credential what {@code toJSON} of the browser's answer gives
     */
    record NewPasskey(String name, PasskeyWire.Registration credential) {}

    record Name(String name) {}

    @GetMapping("/rest/profile/passkeys")
    Page<PasskeyRows.Passkey> list(Agent agent) {
        return new Page<>(List.copyOf(passkeys.of(agent)), null);
    }

    @PostMapping("/rest/profile/passkeys/options")
    PasskeyWire.CreationOptions options(SignedIn signedIn, HttpServletRequest request) {
        return passkeys.offer(signedIn, sites.request(signedIn.agent().tenant(), request));
    }

    @PostMapping("/rest/profile/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    Passkeys.Added create(SignedIn signedIn, @RequestBody NewPasskey body, HttpServletRequest request) {
        return passkeys.add(
                signedIn,
                sites.request(signedIn.agent().tenant(), request),
                body.name(),
                body.credential(),
                Client.of(request));
    }

    @PutMapping("/rest/profile/passkeys/{id}")
    PasskeyRows.Passkey rename(Agent agent, @PathVariable UUID id, @RequestBody Name body) {
        return passkeys.rename(agent, id, body.name());
    }

    @DeleteMapping("/rest/profile/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SignedIn signedIn, @PathVariable UUID id, HttpServletRequest request) {
        passkeys.remove(signedIn, id, Client.of(request));
    }
}
