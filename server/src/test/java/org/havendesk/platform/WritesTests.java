package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes that are gathered do what writes do. */
@HavendeskTest
class WritesTests {
    @Autowired
    Writes writes;

    @Autowired
    JdbcClient db;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Cast cast;

    private Cast.Acme acme;
    private TransactionTemplate transaction;

    @BeforeEach
    void open(@Autowired PlatformTransactionManager transactions) {
        acme = cast.acme();
        transaction = new TransactionTemplate(transactions);
    }

    @Test
    void whoever_reads_sees_what_was_written_before() {
        var seen = inTransaction(() -> {
            insert(UUID.randomUUID(), "one");
            insert(UUID.randomUUID(), "two");
            return count();
        });

        assertThat(seen).isEqualTo(2);
    }

    @Test
    void whoever_asks_after_writes_gets_the_answer_to_what_they_asked() {
        var id = UUID.randomUUID();
        inTransaction(() -> {
            insert(id, "one");
            insert(UUID.randomUUID(), "two");
            assertThat(nameOf(id)).isEqualTo("one");

            insert(UUID.randomUUID(), "three");
            assertThat(db.sql("UPDATE file SET name = :name WHERE type = :type")
                            .param("name", "all")
                            .param("type", "text/plain")
                            .update())
                    .isEqualTo(3);

            insert(UUID.randomUUID(), "four");
            try (var names = db
                    .sql("SELECT name FROM file WHERE name <> :name")
                    .param("name", "all")
                    .query(String.class)
                    .stream()) {
                assertThat(names).containsExactly("four");
            }
            return 0;
        });
    }

    @Test
    void one_statement_executed_many_times_follows_what_was_written() {
        var ids = List.of(UUID.randomUUID(), UUID.randomUUID());
        inTransaction(() -> {
            ids.forEach(id -> insert(id, "one"));
            return jdbc.batchUpdate(
                            "UPDATE file SET name = ? WHERE id = ?",
                            ids.stream().map(id -> new Object[] {"many", id}).toList())
                    .length;
        });

        assertThat(inTransaction(() -> ids.stream().map(this::nameOf).toList())).containsExactly("many", "many");
    }

    @Test
    void a_commit_takes_along_what_is_left_and_keeps_the_order() {
        var id = UUID.randomUUID();
        inTransaction(() -> {
            insert(id, "first");
            writes.sql("UPDATE file SET name = name || :more WHERE tenant_id = :tenant AND id = :id")
                    .param("more", ", second")
                    .param("tenant", acme.tenant().value())
                    .param("id", id)
                    .later();
            return 0;
        });

        assertThat(inTransaction(() -> nameOf(id))).isEqualTo("first, second");
    }

    @Test
    void more_than_go_in_one_statement_are_all_written() {
        inTransaction(() -> {
            for (int i = 0; i < 40; i++) {
                insert(UUID.randomUUID(), "file " + i);
            }
            return 0;
        });

        assertThat(inTransaction(this::count)).isEqualTo(40);
    }

    @Test
    void what_is_rolled_back_is_never_written() {
        Tenants.run(
                acme.tenant(),
                () -> transaction.executeWithoutResult(status -> {
                    insert(UUID.randomUUID(), "never");
                    status.setRollbackOnly();
                }));
        inTransaction(() -> {
            insert(UUID.randomUUID(), "later");
            return 0;
        });

        assertThat(inTransaction(this::count)).isEqualTo(1);
    }

    @Test
    void a_write_that_fails_fails_the_commit_as_what_it_is_and_nothing_stays() {
        var id = UUID.randomUUID();
        var end = new AtomicInteger(-1);

        assertThatThrownBy(() -> inTransaction(() -> {
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int status) {
                            end.set(status);
                        }
                    });
                    insert(UUID.randomUUID(), "before");
                    insert(id, "one");
                    insert(id, "the same");
                    insert(UUID.randomUUID(), "after");
                    return 0;
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(end).hasValue(TransactionSynchronization.STATUS_ROLLED_BACK);
        assertThat(inTransaction(this::count)).isZero();
    }

    @Test
    void a_write_that_fails_fails_whatever_is_asked_next() {
        var id = UUID.randomUUID();

        assertThatThrownBy(() -> inTransaction(() -> {
                    insert(id, "one");
                    insert(id, "the same");
                    return count();
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(inTransaction(this::count)).isZero();
    }

    @Test
    void the_wall_stands_for_them_too() {
        var other = cast.acme();

        assertThatThrownBy(() -> inTransaction(() -> {
                    insert(other.tenant(), UUID.randomUUID(), "over the wall");
                    return 0;
                }))
                .isInstanceOf(DataAccessException.class);
    }

    private void insert(UUID id, String name) {
        insert(acme.tenant(), id, name);
    }

    private void insert(TenantId tenant, UUID id, String name) {
        writes.sql("""
                INSERT INTO file (tenant_id, id, name, type, size, sealed, place, created_at, kept)
                VALUES (:tenant, :id, :name, 'text/plain', 0, :sealed, :place, now(), true)
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("name", name)
                .param("sealed", new byte[1])
                .param("place", null)
                .later();
    }

    private String nameOf(UUID id) {
        return db.sql("SELECT name FROM file WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private int count() {
        return db.sql("SELECT count(*) FROM file").query(Integer.class).single();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> transaction.execute(status -> work.get()));
    }
}
