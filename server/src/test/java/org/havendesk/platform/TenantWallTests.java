package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decision 2: an account's rows are walled off, whatever a query forgets. */
@HavendeskTest
class TenantWallTests {
    /** The tables that belong to no account. A new one here is a decision. */
    private static final Set<String> GLOBAL = Set.of("account", "scheduled_tasks", "flyway_schema_history");

    @Autowired
    JdbcClient db;

    @Autowired
    Cast cast;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void every_table_but_the_named_global_ones_stands_behind_a_forced_wall() {
        var open = db.sql("""
                SELECT relname FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                   AND NOT (relrowsecurity AND relforcerowsecurity)
                """).query((row, line) -> row.getString(1)).list();

        assertThat(open).containsExactlyInAnyOrderElementsOf(GLOBAL);
    }

    @Test
    void the_account_leads_every_primary_unique_and_foreign_key() {
        var astray = db.sql("""
                SELECT c.conrelid::regclass || ': ' || pg_get_constraintdef(c.oid)
                  FROM pg_constraint c
                  JOIN pg_class t ON t.oid = c.conrelid AND t.relforcerowsecurity
                 WHERE c.contype IN ('p', 'u', 'f')
                   AND (SELECT attname FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1]) <> 'tenant_id'
                UNION ALL
                SELECT i.indrelid::regclass || ': ' || pg_get_indexdef(i.indexrelid)
                  FROM pg_index i
                  JOIN pg_class t ON t.oid = i.indrelid AND t.relforcerowsecurity
                 WHERE pg_get_indexdef(i.indexrelid, 1, true) !~ '^(\\w+\\()?tenant_id\\M'
                """).query((row, line) -> row.getString(1)).list();

        assertThat(astray).isEmpty();
    }

    @Test
    void the_program_is_a_role_that_owns_nothing_and_bypasses_nothing() {
        assertThat(db.sql("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
                        .query((row, line) -> row.getBoolean(1))
                        .single())
                .isFalse();
        assertThat(db.sql("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
                        .query((row, line) -> row.getLong(1))
                        .single())
                .isZero();
    }

    @Test
    void without_an_account_no_row_is_seen_in_or_outside_a_transaction() {
        cast.acme();

        for (var table : walled()) {
            assertThat(count(table)).as(table).isZero();
            Long inside = new TransactionTemplate(transactions).execute(state -> count(table));
            assertThat(inside).as(table).isZero();
        }
    }

    @Test
    void an_account_sees_its_own_rows_and_none_of_another() {
        var acme = cast.acme();
        var globex = cast.account("globex");

        for (var table : walled()) {
            Long foreign = Tenants.as(
                    acme.tenant(),
                    () -> new TransactionTemplate(transactions)
                            .execute(state -> db.sql("SELECT count(*) FROM " + table + " WHERE tenant_id <> :own")
                                    .param("own", acme.tenant().value())
                                    .query((row, line) -> row.getLong(1))
                                    .single()));
            assertThat(foreign).as(table).isZero();
        }
        assertThat(globex.tenant()).isNotEqualTo(acme.tenant());
    }

    @Test
    void writing_for_another_account_fails() {
        var acme = cast.acme();
        var globex = cast.account("globex");

        assertThatThrownBy(() -> Tenants.as(
                        acme.tenant(),
                        () -> new TransactionTemplate(transactions)
                                .execute(state -> db.sql(
                                                "INSERT INTO department (tenant_id, id, name, created_at) VALUES (:t, :id, 'x', now())")
                                        .param("t", globex.tenant().value())
                                        .param("id", Ids.next())
                                        .update())))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private long count(String table) {
        return db.sql("SELECT count(*) FROM " + table)
                .query((row, line) -> row.getLong(1))
                .single();
    }

    private List<String> walled() {
        return db.sql("""
                SELECT relname FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity
                 ORDER BY relname
                """).query((row, line) -> row.getString(1)).list();
    }
}
