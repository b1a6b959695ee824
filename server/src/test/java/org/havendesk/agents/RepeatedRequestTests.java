package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class RepeatedRequestTests {
    private static final String SCRIPT = "{\"name\":\"Script\"}";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    private Cast.Acme acme;
    private Visitor david;

    @BeforeEach
    void account() {
        acme = cast.acme();
        david = visitors.as(acme, acme.david());
    }

    @Test
    void the_same_request_again_is_answered_and_not_done_again() {
        david.with("Idempotency-Key", "one");

        var first = david.post("/rest/apikeys", SCRIPT);
        var second = david.post("/rest/apikeys", SCRIPT);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).startsWith("application/json");
        assertThat(second.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        david.with("Idempotency-Key", "one");
        david.post("/rest/apikeys", SCRIPT);

        var other = david.post("/rest/apikeys", "{\"name\":\"Another\"}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        david.with("Idempotency-Key", "one");

        assertThat(david.post("/rest/apikeys", "{\"name\":\"\"}").status()).isEqualTo(422);
        assertThat(david.post("/rest/apikeys", SCRIPT).status()).isEqualTo(201);
    }

    @Test
    void after_a_day_a_key_is_free_again() {
        david.with("Idempotency-Key", "one").post("/rest/apikeys", SCRIPT);

        clock.forward(Duration.ofHours(24).plusSeconds(1));
        var later = visitors.as(acme, acme.david()).with("Idempotency-Key", "one");

        assertThat(later.post("/rest/apikeys", SCRIPT).header("Idempotent-Replay"))
                .isEmpty();
        assertThat(later.with("Idempotency-Key", "")
                        .get("/rest/apikeys")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_key_is_its_agents_own() {
        david.with("Idempotency-Key", "one").post("/rest/apikeys", SCRIPT);
        var kevin = visitors.as(acme, acme.kevin()).with("Idempotency-Key", "one");

        assertThat(kevin.post("/rest/apikeys", SCRIPT).header("Idempotent-Replay"))
                .isEmpty();
    }

    @Test
    void of_many_at_once_one_is_done() throws Exception {
        david.get("/signin");
        david.with("Idempotency-Key", "one");
        Callable<Answer> again = () -> david.post("/rest/apikeys", SCRIPT);

        try (var threads = Executors.newFixedThreadPool(6)) {
            var all = threads.invokeAll(
                    IntStream.range(0, 12).mapToObj(i -> again).toList());
            for (var answer : all) {
                assertThat(answer.get().status()).isIn(201, 409);
            }
        }
        assertThat(keys()).isEqualTo(1);
    }

    private int keys() {
        return visitors.as(acme, acme.david())
                .get("/rest/apikeys")
                .json()
                .get("items")
                .size();
    }
}
