package org.havendesk.agents;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** Removes sessions, links and kept answers whose time is over, in every account. */
@Component
class Sweeping implements Recurring {
    private final EachTenant tenants;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final Halfways halfways;
    private final Devices devices;
    private final KeptAnswers answers;
    private final PasskeyChallenges challenges;
    private final ProviderAttempts attempts;
    private final Apps apps;

    Sweeping(
            EachTenant tenants,
            Sessions sessions,
            OneTimeLinks links,
            Halfways halfways,
            Devices devices,
            KeptAnswers answers,
            PasskeyChallenges challenges,
            ProviderAttempts attempts,
            Apps apps) {
        this.tenants = tenants;
        this.sessions = sessions;
        this.links = links;
        this.halfways = halfways;
        this.devices = devices;
        this.answers = answers;
        this.challenges = challenges;
        this.attempts = attempts;
        this.apps = apps;
    }

    @Override
    public String name() {
        return "agents.sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(30);
    }

    @Override
    public void run() {
        tenants.run(tenant -> {
            sessions.sweep(tenant);
            links.sweep(tenant);
            halfways.sweep(tenant);
            devices.sweep(tenant);
            answers.sweep(tenant);
            challenges.sweep(tenant);
            attempts.sweep(tenant);
            apps.sweep(tenant);
        });
    }
}
