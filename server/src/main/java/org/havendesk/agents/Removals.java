package org.havendesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.Actor;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.Happened;
import org.havendesk.platform.TenantId;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases removed agents when nobody brought them back in time: every room forgets what it keeps about them, the profile
 * last, so that what was cut off in the middle is begun again.
 */
@Service
class Removals implements Recurring {
    private final EachTenant tenants;
    private final AgentRows rows;
    private final AgentSettings settings;
    private final ObjectProvider<PersonalData> everyRoom;
    private final ProfileData profile;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Removals(
            EachTenant tenants,
            AgentRows rows,
            AgentSettings settings,
            ObjectProvider<PersonalData> everyRoom,
            ProfileData profile,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tenants = tenants;
        this.rows = rows;
        this.settings = settings;
        this.everyRoom = everyRoom;
        this.profile = profile;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "agents-erase";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        tenants.run(tenant -> {
            var before = clock.instant().minus(settings.removalGrace());
            var due = transaction.execute(state -> rows.removedBefore(tenant, before));
            due.forEach(agent -> eraseDue(tenant, agent));
        });
    }

    /** Does nothing for somebody who was brought back, or whose days are not over. */
    void eraseDue(TenantId tenant, AgentId agent) {
        var before = clock.instant().minus(settings.removalGrace());
        if (!transaction.execute(state -> rows.wasRemovedBefore(tenant, agent, before))) {
            return;
        }
        var subject = new DataSubject.OfAgent(tenant, agent);
        everyRoom.stream()
                .filter(Predicate.not(ProfileData.class::isInstance))
                .forEach(room -> transaction.executeWithoutResult(state -> room.erase(subject)));
        transaction.executeWithoutResult(state -> {
            if (profile.erase(subject) == 1) {
                events.publishEvent(new Happened(tenant, Actor.system(), "agent.erased", "agent", agent.value(), ""));
            }
        });
    }
}
