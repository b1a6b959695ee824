package org.havendesk.agents;

import java.util.List;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/security}: what an account asks of those who work in it. */
@RestController
class SecurityController {
    private final Security security;

    SecurityController(Security security) {
        this.security = security;
    }

    /** @param graceDays for which those without a second factor are only reminded; 0 to 90 */
    record NewFactorRule(List<String> roles, int graceDays) {}

    @GetMapping("/rest/security/second-factor")
    Security.FactorRule factor(Agent agent) {
        return security.factor(agent);
    }

    @PutMapping("/rest/security/second-factor")
    Security.FactorRule requireFactor(Agent agent, @RequestBody NewFactorRule body) {
        return security.requireFactor(agent, Set.copyOf(body.roles()), body.graceDays());
    }
}
