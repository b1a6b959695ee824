package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Class 36: one program of an account takes no more than its share. */
@HavendeskTest
class RateTests {
    private static final int LIMIT = 180;

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void a_key_that_asks_too_often_is_told_when_to_come_back() {
        var key = key();
        var script = visitors.at(acme).with("apikey", key);

        var refused = usedUp(script);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:havendesk:problem.tooMany.requests");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"key\";q=180;w=60");
        assertThat(refused.header("RateLimit")).startsWith("\"key\";r=0;t=");
        var wait = Integer.parseInt(refused.header("Retry-After"));
        assertThat(wait).isBetween(1, 60);

        clock.forward(Duration.ofSeconds(wait));

        assertThat(script.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void after_a_minute_a_key_may_ask_as_often_as_at_first() {
        var script = visitors.at(acme).with("apikey", key());
        usedUp(script);

        clock.forward(Duration.ofMinutes(1));

        assertThat(script.get("/rest/session").header("RateLimit")).startsWith("\"key\";r=179;");
    }

    @Test
    void each_key_and_each_session_is_counted_for_itself() {
        var other = key();
        usedUp(visitors.at(acme).with("apikey", key()));

        assertThat(visitors.at(acme).with("apikey", other).get("/rest/session").status())
                .isEqualTo(200);
        var browser = visitors.as(acme, acme.david()).get("/rest/session");
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("RateLimit-Policy")).isEqualTo("\"session\";q=6000;w=60");
        assertThat(browser.header("RateLimit")).startsWith("\"session\";r=5999;");
    }

    /** What is refused must not cost what it asked for. */
    @Test
    void a_request_too_many_does_nothing() {
        var script = visitors.at(acme).with("apikey", key());
        usedUp(script);

        assertThat(script.post("/rest/apikeys", "{\"name\":\"Too much\"}").status())
                .isEqualTo(429);
        assertThat(script.with("Idempotency-Key", "one")
                        .post("/rest/apikeys", "{\"name\":\"Too much\"}")
                        .status())
                .isEqualTo(429);

        assertThat(visitors.as(acme, acme.david()).get("/rest/apikeys").body()).doesNotContain("Too much");
    }

    @Test
    void a_cookie_beside_a_key_gives_no_requests_more() {
        var key = key();
        var both = visitors.as(acme, acme.david()).with("apikey", key);

        assertThat(usedUp(both).status()).isEqualTo(429);
        assertThat(visitors.at(acme).with("apikey", key).get("/rest/session").status())
                .isEqualTo(429);
    }

    @Test
    void pages_for_everybody_are_not_counted() {
        assertThat(visitors.at(acme).get("/signin").header("RateLimit")).isEmpty();
        assertThat(visitors.at(acme).get("/health").header("RateLimit")).isEmpty();
    }

    private Answer usedUp(Visitor visitor) {
        var answer = visitor.get("/rest/session");
        for (int i = 0; i < LIMIT * 3 && answer.status() == 200; i++) {
            answer = visitor.get("/rest/session");
        }
        return answer;
    }

    private String key() {
        return visitors.as(acme, acme.david())
                .post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json()
                .get("key")
                .asString();
    }
}
