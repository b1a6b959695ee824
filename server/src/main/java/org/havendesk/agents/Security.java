package org.havendesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account asks of those who work in it, for whoever holds {@link Permission#MANAGE_SECURITY}. */
@Service
@Transactional
class Security {
    static final int MAX_GRACE_DAYS = 90;

    private final SecurityRulesRows rows;
    private final CustomRoles customRoles;
    private final AgentRows agents;
    private final Passes passes;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Security(
            SecurityRulesRows rows,
            CustomRoles customRoles,
            AgentRows agents,
            Passes passes,
            Sessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.customRoles = customRoles;
        this.agents = agents;
        this.passes = passes;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Who needs a second factor.
     *
     * @param roles keys of {@link Role}, and ids of the account's own roles
     * @param from from when on they do; null when nobody needs one
     * @param on how many agents have one
     * @param off how many have none
     */
    record FactorRule(List<String> roles, @Nullable Instant from, int on, int off) {}

    /** @throws Forbidden when this agent may not manage security */
    @Transactional(readOnly = true)
    FactorRule factor(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        var rules = rows.of(agent.tenant());
        var on = agents.countWithFactor(agent.tenant());
        return new FactorRule(
                rules.factorRoles().stream().sorted().toList(),
                rules.factorFrom().orElse(null),
                on,
                agents.count(agent.tenant()) - on);
    }

    /** @throws Forbidden when this agent may not manage security */
    @Transactional(readOnly = true)
    SecurityRules.Password passwords(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        return rows.of(agent.tenant()).password();
    }

    /**
     * What is asked of passwords that are set from now on.
     *
     * @throws Forbidden when this agent may not manage security
     * @throws Invalid when a number is out of its bounds
     */
    SecurityRules.Password askOfPasswords(Agent agent, SecurityRules.Password rule) {
        agent.require(Permission.MANAGE_SECURITY);
        new Invalid.Check()
                .that(rule.min() >= 8 && rule.min() <= 64, "min", "value")
                .that(rule.strength() >= 2 && rule.strength() <= 4, "strength", "value")
                .that(rule.days().filter(days -> days < 1 || days > 3_650).isEmpty(), "days", "value")
                .done();
        rows.write(agent.tenant(), rows.of(agent.tenant()).with(rule));
        events.publishEvent(Happened.by(
                agent, "security.passwords", "account", agent.tenant().value()));
        return rule;
    }

    /**
     * From now on these roles need a second factor. Who has none when the days of grace are over is signed out, open
     * windows included, and sets one up when they sign in again.
     *
     * @param roles keys of {@link Role}, and ids of the account's own roles; {@code agent} holds for everybody with a role
     *     of the account's own as well
     * @param graceDays from 0 to 90
     * @throws Forbidden when this agent may not manage security
     * @throws Invalid when a role is none or the days are too many
     */
    FactorRule requireFactor(Agent agent, Set<String> roles, int graceDays) {
        agent.require(Permission.MANAGE_SECURITY);
        var known = Arrays.stream(Role.values()).map(Role::key).collect(Collectors.toSet());
        known.addAll(customRoles.lockIds(agent.tenant()));
        new Invalid.Check()
                .that(known.containsAll(roles), "roles", "value")
                .that(graceDays >= 0 && graceDays <= MAX_GRACE_DAYS, "graceDays", "value")
                .done();
        var from = roles.isEmpty()
                ? Optional.<Instant>empty()
                : Optional.of(clock.instant().plus(Duration.ofDays(graceDays)));
        rows.write(agent.tenant(), rows.of(agent.tenant()).withFactor(roles, from));
        passes.forget(agent.tenant());
        sessions.endUnprotected(agent.tenant());
        events.publishEvent(Happened.by(
                agent,
                "security.factor",
                "account",
                agent.tenant().value(),
                roles.stream().sorted().collect(Collectors.joining(","))));
        return factor(agent);
    }
}
