package org.havendesk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.havendesk.platform.SystemEvent;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;

@HavendeskTest
class EventLogTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    @Autowired
    EventLog log;

    @Autowired
    ApplicationEventPublisher events;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void a_wrong_password_of_somebody_who_works_here_is_written_down_and_a_strangers_is_not() {
        visitors.at(acme).post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"wrong password\"}");
        visitors.at(acme).post("/rest/session", "{\"email\":\"eve@example.net\",\"password\":\"wrong password\"}");

        var items = awaited(1);

        assertThat(items.size()).isEqualTo(1);
        assertThat(items.at("/0/kind").asString()).isEqualTo("sign-in.refused");
        assertThat(items.at("/0/agent").asString()).isEqualTo("David Agent");
        assertThat(items.at("/0/network").asString()).isEqualTo("127.0.0.0/24");
    }

    @Test
    void only_who_may_read_the_log_reads_events() {
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/events").status()).isEqualTo(403);
    }

    @Test
    void events_go_after_thirty_days() {
        events.publishEvent(new SystemEvent(
                acme.tenant(), "sign-in.refused", Optional.of(acme.david().id()), "192.0.2.0/24"));
        awaited(1);

        clock.forward(EventLog.KEPT.minusMinutes(5));
        log.run();
        assertThat(awaited(1).size()).isEqualTo(1);
        clock.forward(Duration.ofMinutes(6));
        log.run();
        assertThat(items().size()).isZero();
    }

    /** Events are written a moment after the answer. */
    private JsonNode awaited(int many) {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var items = items();
        while (items.size() < many && System.nanoTime() < until) {
            Thread.onSpinWait();
            items = items();
        }
        return items;
    }

    private JsonNode items() {
        return visitors.as(acme, acme.ada()).get("/rest/events").json().get("items");
    }
}
