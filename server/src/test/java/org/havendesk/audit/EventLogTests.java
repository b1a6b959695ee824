package org.havendesk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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
        refused();
        awaited(1);

        clock.forward(EventLog.KEPT.minusMinutes(5));
        log.run();
        assertThat(awaited(1).size()).isEqualTo(1);
        clock.forward(Duration.ofMinutes(6));
        log.run();
        assertThat(items().size()).isZero();
    }

    @Test
    void what_repeats_within_ten_minutes_is_one_row_with_its_count() {
        refused();
        awaited(1);
        clock.forward(EventLog.SAME.minusSeconds(30));
        refused();
        assertThat(awaitedTimes(2)).isOne();

        clock.forward(EventLog.SAME.plusSeconds(1));
        refused();
        assertThat(awaited(2).size()).isEqualTo(2);
    }

    @Test
    void a_storm_at_the_door_shows_as_one_row() {
        for (int i = 0; i < 13; i++) {
            visitors.at(acme).post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"wrong password\"}");
        }

        awaited(2);

        assertThat(kinds("sign-in.")).containsExactlyInAnyOrder("sign-in.refused", "sign-in.storm");
        assertThat(kinds("mailbox.")).isEmpty();
        assertThat(visitors.as(acme, acme.ada()).get("/rest/events?kind=%25'").status())
                .isEqualTo(422);
    }

    @Test
    void what_went_wrong_names_the_thing_and_no_person() {
        events.publishEvent(SystemEvent.failed(acme.tenant(), "job.failed", Optional.empty(), "tickets-unassign"));

        var event = awaited(1).get(0);

        assertThat(event.path("kind").asString()).isEqualTo("job.failed");
        assertThat(event.path("detail").asString()).isEqualTo("tickets-unassign");
        assertThat(event.path("agent").isNull()).isTrue();
        assertThat(event.path("network").asString()).isEmpty();
    }

    /** Class 35: nothing that somebody wrote gets into the log. */
    @Test
    void an_event_takes_closed_words_only() {
        assertThatThrownBy(
                        () -> SystemEvent.failed(acme.tenant(), "mail.failed", Optional.empty(), "x\nroot logged in"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void refused() {
        events.publishEvent(SystemEvent.refused(
                acme.tenant(), "sign-in.refused", Optional.of(acme.david().id()), "192.0.2.0/24"));
    }

    private List<String> kinds(String beginning) {
        return visitors.as(acme, acme.ada())
                .get("/rest/events?kind=" + beginning)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("kind").asString())
                .toList();
    }

    /** @return how many rows there are once the newest was seen so often */
    private int awaitedTimes(int times) {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var items = items();
        while (items.at("/0/times").asInt() < times && System.nanoTime() < until) {
            Thread.onSpinWait();
            items = items();
        }
        assertThat(items.at("/0/times").asInt()).isEqualTo(times);
        return items.size();
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
