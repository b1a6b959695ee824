package org.havendesk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.stage.Feeding;
import org.havendesk.stage.Program;
import org.havendesk.stage.Program.Account;
import org.havendesk.stage.Sink;
import org.havendesk.stage.Sink.Mood;
import org.havendesk.stage.Sink.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(600)
class NothingGoingOutIsLostTests {
    private static final int REPLIES = 100;
    private static final int KILLS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** From the last byte of our 250 until the program has committed that it heard it. */
    private static final Duration COMMIT = Duration.ofSeconds(2);

    private final Random random = new Random(42);
    private final Sink sink = new Sink(this::mood);
    private final List<Long> kills = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Program program = Program.onFreshData()
            .with("HAVENDESK_RELAY", "smtp://127.0.0.1:" + sink.port())
            .with("HAVENDESK_OUTBOX_RELAYPERHOUR", "100000")
            .with("HAVENDESK_OUTBOX_RECIPIENTPERHOUR", "100000")
            .with("HAVENDESK_OUTBOX_PATIENCE", "4s")
            .withOption("-XX:TieredStopAtLevel=1");

    @BeforeEach
    void start() {
        program.start();
    }

    @AfterEach
    void remove() {
        program.remove();
        sink.close();
    }

    @Test
    void each_reply_arrives_and_twice_only_where_nobody_can_know_however_often_the_program_is_killed()
            throws InterruptedException, ExecutionException {
        replyWhile(kill -> {
            program.kill();
            kills.add(System.nanoTime());
            program.start();
        });
    }

    @Test
    void each_reply_arrives_and_twice_only_where_nobody_can_know_however_often_the_database_is_killed()
            throws InterruptedException, ExecutionException {
        replyWhile(kill -> {
            program.killPostgres(kill % 2 == 0);
            program.awaitReady();
        });
        assertThat(program.isRunning()).isTrue();
    }

    private void replyWhile(IntConsumer killing) throws InterruptedException, ExecutionException {
        var acme = program.open("acme");
        var tickets = tickets(acme);
        try (var agent = Executors.newSingleThreadExecutor()) {
            var replying = agent.submit(() -> tickets.forEach(ticket -> reply(acme, ticket)));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitReplies(kill * REPLIES / (KILLS + 1), replying);
                Thread.sleep(Duration.ofMillis(random.nextInt(600)));
                killing.accept(kill);
            }
            replying.get();
        }
        awaitAllSent(acme);
        assertThatEachArrived(acme, tickets);
    }

    private void assertThatEachArrived(Account account, List<String> tickets) {
        var sent = program.database()
                .column("SELECT external_id FROM outbox WHERE tenant_id = '" + account.id()
                        + "' AND purpose = 'reply'");
        var arrived = sink.taken().stream().collect(Collectors.groupingBy(Taken::messageId));

        assertThat(sent).hasSize(REPLIES).doesNotHaveDuplicates();
        assertThat(arrived.keySet()).containsAll(sent);
        for (var ticket : tickets) {
            assertThat(sink.taken()).anyMatch(mail -> mail.content().contains("Answer to " + ticket));
        }
        assertThat(arrived.values())
                .allSatisfy(copies ->
                        assertThat(copies.subList(0, copies.size() - 1)).allMatch(this::nobodyCouldKnow));
    }

    /** The connection or the program died between the final dot and the writing down of our 250. */
    private boolean nobodyCouldKnow(Taken copy) {
        return !copy.answered()
                || kills.stream().anyMatch(kill -> kill > copy.at() && kill - copy.at() < COMMIT.toNanos());
    }

    /** Now and then a server like any other. */
    private synchronized Mood mood() {
        var moods = Mood.values();
        return random.nextInt(10) < 6 ? Mood.KIND : moods[random.nextInt(moods.length)];
    }

    private List<String> tickets(Account account) throws InterruptedException {
        var ids = IntStream.range(0, REPLIES)
                .mapToObj(i -> "<question." + i + "@mx.example.org>")
                .toList();
        try (var feeding = new Feeding(program, "support@" + account.host(), ids, 4)) {
            feeding.end();
        }
        var tickets = "SELECT id FROM ticket WHERE tenant_id = '" + account.id() + "'";
        while (program.database().column(tickets).size() < REPLIES) {
            Thread.sleep(50);
        }
        return program.database().column(tickets);
    }

    /** An agent whose answer was cut off looks into the ticket, and answers again if it is not there. */
    private void reply(Account account, String ticket) {
        var html = JsonMapper.shared().writeValueAsString(Map.of("html", "<p>Answer to " + ticket + "</p>"));
        for (var done = false; !done; pause()) {
            try (var rest = program.rest(account)) {
                done = rest.get("/rest/tickets/" + ticket).text().contains("Answer to " + ticket)
                        || rest.post("/rest/tickets/" + ticket + "/replies", html)
                                        .status()
                                == 201;
            } catch (UncheckedIOException e) {
                // killed; it comes back
            }
        }
        answered.incrementAndGet();
    }

    private void awaitReplies(int replies, Future<?> replying) {
        while (answered.get() < replies && !replying.isDone()) {
            pause();
        }
    }

    /** The clock is turned by making due what waits for the next attempt. */
    private void awaitAllSent(Account account) throws InterruptedException {
        var database = program.database();
        var unsent = "SELECT count(*) FROM outbox WHERE tenant_id = '" + account.id() + "' AND state <> 'sent'";
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (database.number(unsent) > 0 && System.nanoTime() < deadline) {
            database.execute("UPDATE outbox SET next_attempt_at = now() - interval '1 second' WHERE state = 'waiting'");
            database.execute("UPDATE scheduled_tasks SET execution_time = now() - interval '1 second'"
                    + " WHERE task_name = 'outbox-send' AND NOT picked AND execution_time > now()");
            Thread.sleep(1_000);
        }
        var open = new ArrayList<>(database.column("SELECT state || ' ' || attempts || ' ' || coalesce(last_error, '')"
                + " FROM outbox WHERE tenant_id = '" + account.id() + "' AND state <> 'sent'"));
        assertThat(open).isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
