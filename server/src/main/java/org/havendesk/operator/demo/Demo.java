package org.havendesk.operator.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.havendesk.operator.DeskClient;
import org.havendesk.operator.Refused;
import org.havendesk.platform.Tokens;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bin/demo}: opens an account and fills it with some weeks of a tea shop's life. */
public final class Demo {
    private static final int PASSWORD_LENGTH = 16;

    private final DeskClient desk;
    private final String subdomain;
    private final int count;
    private final long seed;
    private final String password = Tokens.next().substring(0, PASSWORD_LENGTH);

    private Demo(DeskClient desk, String subdomain, int count, long seed) {
        this.desk = desk;
        this.subdomain = subdomain;
        this.count = count;
        this.seed = seed;
    }

    /** Arguments: data folder, subdomain, number of tickets, seed, and the command that starts a program of our own. */
    public static void main(String[] args) {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.setProperty("java.awt.headless", "true");
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var desk = new DeskClient(Path.of(args[0]), JsonMapper.shared());
        var demo = new Demo(desk, args[1], Integer.parseInt(args[2]), Long.parseLong(args[3]));
        try {
            demo.run(List.of(args).subList(4, args.length));
        } catch (Refused refused) {
            System.err.println(refused.reason());
            refused.fields().forEach((field, why) -> System.err.println("  " + field + ": " + why));
            System.exit(1);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(List<String> command) {
        if (running().isPresent()) {
            fill(this::waiting, time -> {});
            return;
        }
        try (var sink = new Sink();
                var program = new Program(command, settings(sink))) {
            fill(sink::mailTo, this::turn);
        }
    }

    /** In the demo's own time, and as much mail in an hour as the story has. */
    private static Map<String, String> settings(Sink sink) {
        Map<String, String> settings = new HashMap<>();
        settings.put("HAVENDESK_DEMO", "true");
        settings.put("HAVENDESK_RELAY", sink.address());
        settings.put("HAVENDESK_OUTBOX_RELAYPERHOUR", "100000");
        settings.put("HAVENDESK_OUTBOX_RECIPIENTPERHOUR", "100000");
        return settings;
    }

    private void fill(Function<String, String> mailTo, java.util.function.Consumer<Instant> clock) {
        var status = running().orElseThrow(() -> new IllegalStateException("Havendesk does not answer"));
        var account = ask(
                "account create",
                Map.of(
                        "subdomain",
                        subdomain,
                        "name",
                        "The Copper Kettle",
                        "owner-name",
                        Shop.OWNER_NAME,
                        "owner-email",
                        Shop.OWNER_EMAIL,
                        "password",
                        password));
        var url = URI.create(account.path("url").asString());
        var shop = new Shop(url, account.path("apikey").asString(), password, mailTo);
        shop.open();
        var postman = new Postman(status.path("smtpPort").asInt());
        var end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var story = new Story(seed, List.of(new Texts("en"), new Texts("fr"), new Texts("bg")));
        new Fill(shop, postman, clock, end)
                .play(story.conversations(count, end, shop.colleagues().size()), new Told());
        clock.accept(end);
        tell(url, shop);
    }

    private void tell(URI url, Shop shop) {
        System.out.println();
        System.out.println("The Copper Kettle is open: " + url + "/agent/");
        System.out.println("  " + Shop.OWNER_EMAIL + "   " + Shop.OWNER_NAME + ", owner");
        shop.colleagues()
                .forEach(colleague -> System.out.println(
                        "  " + colleague.email() + "   " + colleague.name() + ", " + colleague.role()));
        System.out.println("  password of all of them, shown this once: " + password);
        System.out.println();
    }

    private Optional<JsonNode> running() {
        try {
            return Optional.of(ask("status", Map.of()));
        } catch (Refused notRunning) {
            return Optional.empty();
        }
    }

    private void turn(Instant to) {
        ask("clock", Map.of("at", to.toString()));
    }

    /** In a program that is not ours, the invitations are found in its outbox, sent or not. */
    private String waiting(String address) {
        return ask("outbox list", Map.of("account", subdomain))
                .valueStream()
                .filter(mail -> mail.path("to").asString().contains(address))
                .map(mail -> mail.path("id").asString())
                .findFirst()
                .map(id -> ask("outbox show", Map.of("account", subdomain, "id", id))
                        .path("text")
                        .asString())
                .orElseThrow(() -> new IllegalStateException("The outbox holds no mail to " + address));
    }

    private JsonNode ask(String command, Map<String, String> arguments) {
        try {
            return desk.run(command, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says now and then how far it is. */
    private static final class Told implements java.util.function.Consumer<Integer> {
        private int last;

        @Override
        public void accept(Integer tickets) {
            if (tickets >= last + 25) {
                last = tickets;
                System.out.println("  " + tickets + " tickets");
            }
        }
    }
}
