package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.havendesk.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/security}: what an account asks of those who work in it. */
@RestController
class SecurityController {
    private final Security security;
    private final PanelAccess panel;

    SecurityController(Security security, PanelAccess panel) {
        this.security = security;
        this.panel = panel;
    }

    /**
     * @param roles owner, admin, agent, and ids of the account's own roles; agent holds for those with a role of the account's
     *     own, too
     * @param graceDays for which those without a second factor are only reminded; 0 to 90
     */
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

    /**
     * @param networks one entry a line; empty: from anywhere
     * @param yourAddress from where this request comes
     */
    record Panel(String networks, String yourAddress) {}

    /** @param networks entries separated by commas or lines: addresses, 192.0.2.*, ranges a-b, networks a/b */
    record NewPanel(String networks) {}

    @GetMapping("/rest/security/networks")
    Panel networks(Agent agent, HttpServletRequest request) {
        return new Panel(panel.networks(agent), ClientAddress.of(request));
    }

    @PutMapping("/rest/security/networks")
    Panel allow(Agent agent, @RequestBody NewPanel body, HttpServletRequest request) {
        panel.allow(agent, body.networks(), ClientAddress.of(request));
        return networks(agent, request);
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
