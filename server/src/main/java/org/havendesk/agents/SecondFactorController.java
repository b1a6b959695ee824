package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.havendesk.platform.Agent;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /rest/profile/second-factor}: an agent's own second factor. A POST offers a secret, a PUT with the first code of
 * the app turns it on.
 */
@RestController
class SecondFactorController {
    private final SecondFactor factor;

    SecondFactorController(SecondFactor factor) {
        this.factor = factor;
    }

    record Begin(String password) {}

    record Confirm(String code) {}

    record End(String password, String code) {}

    /** @param codes to be kept on paper; shown this once */
    record Codes(List<String> codes) {}

    @GetMapping("/rest/profile/second-factor")
    SecondFactor.State show(Agent agent) {
        return factor.of(agent);
    }

    @PostMapping("/rest/profile/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    SecondFactor.Offer begin(Agent agent, @RequestBody Begin body) {
        return factor.begin(agent, body.password());
    }

    @PutMapping("/rest/profile/second-factor")
    Codes confirm(SignedIn signedIn, @RequestBody Confirm body, HttpServletRequest request) {
        var agent = signedIn.agent();
        return new Codes(
                factor.confirm(agent.tenant(), agent.id(), signedIn.session(), body.code(), Client.of(request)));
    }

    @PostMapping("/rest/profile/second-factor/recovery-codes")
    Codes renew(Agent agent, @RequestBody Confirm body, HttpServletRequest request) {
        return new Codes(factor.renewRecoveryCodes(agent, body.code(), Client.of(request)));
    }

    @PostMapping("/rest/profile/second-factor/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(SignedIn signedIn, @RequestBody End body, HttpServletRequest request) {
        factor.end(signedIn.agent(), signedIn.session(), body.password(), body.code(), Client.of(request));
    }
}
