package org.havendesk.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.jspecify.annotations.Nullable;
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

    /**
     * @param min characters, 8 to 64
     * @param strength 2 to 4
     * @param days after which another one is due, or null
     * @param leakedOnline whether a service of leaked passwords is asked, too, with five digits of a hash
     */
    record PasswordRule(int min, int strength, @Nullable Integer days, boolean leakedOnline) {
        static PasswordRule of(SecurityRules.Password rule) {
            return new PasswordRule(rule.min(), rule.strength(), rule.days().orElse(null), rule.leakedOnline());
        }
    }

    @GetMapping("/rest/security/passwords")
    PasswordRule passwords(Agent agent) {
        return PasswordRule.of(security.passwords(agent));
    }

    @PutMapping("/rest/security/passwords")
    PasswordRule askOfPasswords(Agent agent, @RequestBody PasswordRule body) {
        var rule = new SecurityRules.Password(
                body.min(), body.strength(), Optional.ofNullable(body.days()), body.leakedOnline());
        return PasswordRule.of(security.askOfPasswords(agent, rule));
    }

    @GetMapping("/rest/security/second-factor")
    Security.FactorRule factor(Agent agent) {
        return security.factor(agent);
    }

    @PutMapping("/rest/security/second-factor")
    Security.FactorRule requireFactor(Agent agent, @RequestBody NewFactorRule body) {
        return security.requireFactor(agent, Set.copyOf(body.roles()), body.graceDays());
    }
}
