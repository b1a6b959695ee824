package org.havendesk.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decision 3: one key for each account, found again by a program that has just started. */
@HavendeskTest
class KeysTests {
    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    HikariDataSource pool;

    @Autowired
    Cast cast;

    @Autowired
    Keys keys;

    @Value("${havendesk.data}")
    Path data;

    @Value("${havendesk.master-key:}")
    String master;

    @Test
    void a_program_that_just_started_reads_what_was_encrypted_before() throws Exception {
        var acme = cast.acme().tenant();
        var cipher = keys.encrypt(acme, "a secret".getBytes(UTF_8), "test");

        assertThat(fresh().decrypt(acme, cipher, "test")).isEqualTo("a secret".getBytes(UTF_8));
    }

    @Test
    void as_many_transactions_as_there_are_connections_ask_for_a_key_and_none_needs_a_second_one() throws Exception {
        var acme = cast.acme().tenant();
        var cipher = keys.encrypt(acme, "a secret".getBytes(UTF_8), "test");
        var fresh = fresh();
        var atOnce = pool.getMaximumPoolSize();
        var allHoldOne = new CyclicBarrier(atOnce);
        Callable<byte[]> reader = () -> Tenants.as(
                acme,
                () -> new TransactionTemplate(transactions).execute(state -> {
                    await(allHoldOne);
                    return fresh.decrypt(acme, cipher, "test");
                }));

        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var read = IntStream.range(0, atOnce)
                    .mapToObj(one -> threads.submit(reader))
                    .toList();
            for (var one : read) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo("a secret".getBytes(UTF_8));
            }
        }
    }

    @Test
    void a_first_key_goes_with_the_work_that_made_it() throws Exception {
        var stranger = new TenantId(Ids.next());
        Tenants.run(
                stranger,
                () -> new TransactionTemplate(transactions).executeWithoutResult(state -> {
                    keys.encrypt(stranger, "a secret".getBytes(UTF_8), "test");
                    keys.encrypt(stranger, "another".getBytes(UTF_8), "test");
                    state.setRollbackOnly();
                }));

        var cipher = keys.encrypt(stranger, "a third".getBytes(UTF_8), "test");

        assertThat(fresh().decrypt(stranger, cipher, "test")).isEqualTo("a third".getBytes(UTF_8));
    }

    private Keys fresh() throws Exception {
        return new Keys(master, data, db, transactions);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
