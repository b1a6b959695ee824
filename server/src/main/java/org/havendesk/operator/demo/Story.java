package org.havendesk.operator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Who writes what when, for some weeks: the same for the same seed. */
final class Story {
    private static final Duration LENGTH = Duration.ofDays(21);
    private static final List<String> TOPICS = List.of(
            "parcel",
            "broken",
            "invoice",
            "address",
            "return",
            "voucher",
            "wholesale",
            "allergy",
            "praise",
            "subscription",
            "long");
    private static final Map<String, String> MAILBOXES = Map.of(
            "parcel", "orders",
            "broken", "orders",
            "address", "orders",
            "return", "orders",
            "invoice", "billing",
            "voucher", "billing",
            "subscription", "billing");

    /** Somebody who writes to the shop. */
    record Customer(String name, String email, Texts texts) {}

    /** How a conversation stands in the end. */
    enum End {
        NEW,
        OPEN,
        ANSWERED,
        POSTPONED,
        RESOLVED,
        SPAM,
        DELETED
    }

    /** What comes with the first mail. */
    enum Extra {
        NOTHING,
        PHOTO,
        PDF,
        NEWSLETTER
    }

    /**
     * One conversation from its first mail to its end.
     *
     * @param agent number of the agent who takes it
     * @param pause between one step and the next
     */
    record Conversation(
            int number,
            Customer customer,
            String topic,
            String mailbox,
            String order,
            String product,
            Instant begins,
            Duration pause,
            int agent,
            boolean noted,
            Extra extra,
            End end) {
        String key(String part) {
            return topic + "." + part;
        }

        Map<String, String> words(String agentName) {
            return Map.of("name", customer.name(), "order", order, "product", product, "agent", agentName);
        }
    }

    private final Random random;
    private final List<Texts> languages;

    Story(long seed, List<Texts> languages) {
        this.random = new Random(seed);
        this.languages = languages;
    }

    /** In the order in which they begin, the last one shortly before the end. */
    List<Conversation> conversations(int count, Instant end, int agents) {
        var customers = customers(count * 2 / 3);
        List<Conversation> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            all.add(conversation(number, customers, end, agents));
        }
        all.sort(Comparator.comparing(Conversation::begins));

        return all;
    }

    private Conversation conversation(int number, List<Customer> customers, Instant end, int agents) {
        var customer = customers.get(random.nextInt(customers.size()));
        var topic = TOPICS.get(random.nextInt(random.nextInt(12) == 0 ? TOPICS.size() : TOPICS.size() - 1));
        var products = customer.texts().products();
        var last = end();
        var begins = begins(end, last);
        return new Conversation(
                number,
                customer,
                last == End.SPAM ? "praise" : topic,
                MAILBOXES.getOrDefault(topic, "support"),
                String.valueOf(100_000 + number * 37 + random.nextInt(30)),
                products.get(random.nextInt(products.size())),
                begins,
                pause(begins, end),
                random.nextInt(agents),
                random.nextInt(3) == 0,
                extra(topic),
                last);
    }

    private List<Customer> customers(int count) {
        List<Customer> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            var texts = languages.get(Math.max(0, random.nextInt(languages.size() + 1) - 1));
            var name = pick(texts.firstNames()) + " " + pick(texts.lastNames());
            var domain = List.of("example.org", "example.com", "example.net").get(random.nextInt(3));
            all.add(new Customer(name, "customer" + number + "@" + domain, texts));
        }
        return all;
    }

    private End end() {
        var dice = random.nextInt(100);
        if (dice < 34) {
            return End.RESOLVED;
        }
        if (dice < 60) {
            return End.ANSWERED;
        }
        if (dice < 74) {
            return End.OPEN;
        }
        if (dice < 86) {
            return End.NEW;
        }
        return dice < 92 ? End.POSTPONED : dice < 96 ? End.SPAM : End.DELETED;
    }

    /** During the day, rarely at night; what nobody has answered yet is young. */
    private Instant begins(Instant end, End last) {
        var length = last == End.NEW ? Duration.ofDays(2) : last == End.OPEN ? Duration.ofDays(5) : LENGTH;
        var at = end.minusSeconds(600 + (long) (random.nextDouble() * length.toSeconds()));
        var hour = at.atOffset(ZoneOffset.UTC).getHour();
        var moved = hour < 6 && random.nextInt(5) > 0 ? at.plus(Duration.ofHours(7)) : at;
        return moved.isBefore(end.minusSeconds(600)) ? moved : at;
    }

    private Duration pause(Instant begins, Instant end) {
        var most = Duration.between(begins, end).toSeconds() / 6;
        return Duration.ofSeconds(Math.max(60, Math.min(most, 900 + random.nextInt(6 * 3600))));
    }

    private Extra extra(String topic) {
        if (topic.equals("broken")) {
            return Extra.PHOTO;
        }
        var dice = random.nextInt(20);
        return dice == 0 ? Extra.NEWSLETTER : dice < 3 ? Extra.PDF : Extra.NOTHING;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
