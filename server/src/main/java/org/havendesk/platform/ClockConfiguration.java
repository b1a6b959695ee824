package org.havendesk.platform;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
    private static final Duration AS_KEPT = Duration.ofNanos(1_000);

    /** Counts as PostgreSQL keeps times: what was written reads back equal, signed or not. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), AS_KEPT);
    }
}
