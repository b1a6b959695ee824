package org.havendesk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.havendesk.stage.Feeding;
import org.havendesk.stage.Program;
import org.havendesk.stage.Program.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class NothingComingInIsLostTests {
    private static final int MAILS = 500;
    private static final int KILLS = 10;
    private static final int BETWEEN_KILLS = MAILS / (KILLS + 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = new Random(20_261_122);
    private final Program program = Program.onFreshData().withOption("-XX:TieredStopAtLevel=1");
    private final List<String> ids = IntStream.range(0, MAILS)
            .mapToObj(i -> "<mail." + i + "@mx.example.org>")
            .toList();

    @BeforeEach
    void start() {
        program.start();
    }

    @AfterEach
    void remove() {
        program.remove();
    }

    @Test
    void each_acknowledged_mail_is_in_one_message_however_often_the_program_is_killed() throws InterruptedException {
        var acme = program.open("acme");
        try (var feeding = feeding(acme)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                letSomeCome(feeding, kill);
                program.kill();
                program.start();
            }
            feeding.end();

            assertThat(feeding.acknowledged()).hasSize(MAILS);
        }
        assertThatEachIsInOneMessage(acme);
    }

    @Test
    void each_acknowledged_mail_is_in_one_message_however_often_the_database_is_killed() throws InterruptedException {
        var acme = program.open("acme");
        try (var feeding = feeding(acme)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                letSomeCome(feeding, kill);
                program.killPostgres(kill % 2 == 0);
                program.awaitReady();
            }
            feeding.end();

            assertThat(feeding.acknowledged()).hasSize(MAILS);
        }
        assertThat(program.isRunning()).isTrue();
        assertThatEachIsInOneMessage(acme);
    }

    private Feeding feeding(Account account) {
        return new Feeding(program, "support@" + account.host(), ids, 8);
    }

    /** Returns at a moment when mails are on their way. */
    private void letSomeCome(Feeding feeding, int kill) throws InterruptedException {
        feeding.let(BETWEEN_KILLS);
        feeding.await((kill - 1) * BETWEEN_KILLS + 1 + random.nextInt(BETWEEN_KILLS - 10));
        Thread.sleep(Duration.ofMillis(random.nextInt(40)));
    }

    private void assertThatEachIsInOneMessage(Account account) throws InterruptedException {
        var database = program.database();
        var open = "SELECT count(*) FROM inbound_mail WHERE tenant_id = '" + account.id() + "' AND state = 'received'";
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (database.number(open) > 0 && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        var messages = database.column("SELECT external_id FROM message WHERE tenant_id = '" + account.id()
                + "' AND kind = 'incoming' ORDER BY external_id");

        assertThat(database.number(open)).isZero();
        assertThat(messages).doesNotHaveDuplicates();
        assertThat(new HashSet<>(messages)).isEqualTo(new HashSet<>(ids));
    }
}
