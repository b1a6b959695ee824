package org.havendesk.tickets;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to tickets by itself as time goes by. */
@Configuration(proxyBeanMethods = false)
class Clockwork {
    @Bean
    Recurring postponedTickets(EachTenant tenants, Triage triage) {
        return new Every("tickets-postponed", Duration.ofSeconds(20), () -> tenants.run(triage::wakeDue));
    }

    @Bean
    Recurring tallies(EachTenant tenants, ViewList views) {
        return new Every("tickets-tally", Duration.ofSeconds(15), () -> tenants.run(views::compact));
    }

    private record Every(String name, Duration every, Runnable work) implements Recurring {
        @Override
        public void run() {
            work.run();
        }
    }
}
