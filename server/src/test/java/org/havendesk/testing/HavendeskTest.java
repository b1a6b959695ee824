package org.havendesk.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test against the whole program on a real PostgreSQL. All such tests share one context and one database, so each works
 * in accounts of its own ({@link Cast}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "havendesk.data=target/test-data",
            "havendesk.database.durable=false",
            "havendesk.smtp.port=0",
            "havendesk.mail.allow-private-hosts=true",
            "havendesk.agents.allow-private-providers=true",
            "havendesk.agents.key-rate=180",
            "havendesk.spam.door.per-sender-by-relay=60",
            "havendesk.mail.sender.relays=relay.test",
            "havendesk.mail.sender.relay-networks=127.0.0.0/8"
        })
@Import({TurnableClock.Configuration.class, Cast.class, Visitors.class, Postbox.class, Zone.Configuration.class})
public @interface HavendeskTest {}
