package org.havendesk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reading, exporting, keeping and proving who did what. */
@HavendeskTest
class AuditTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    @Autowired
    AuditChain chain;

    @Autowired
    AuditHead heads;

    @Autowired
    AuditRetention retention;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    HikariDataSource source;

    @Autowired
    Environment environment;

    private Cast.Acme acme;
    private Visitor ada;

    @BeforeEach
    void somethingHappened() {
        acme = cast.acme();
        ada = visitors.as(acme, acme.ada());
        ada.post("/rest/departments", "{\"name\":\"=HYPERLINK(\\\"x\\\"),\\\"y\\\"\"}");
        visitors.as(acme, acme.david()).post("/rest/apikeys", "{\"name\":\"Script\"}");
        visitors.as(acme, acme.kevin()).post("/rest/apikeys", "{\"name\":\"Script\"}");
    }

    @Test
    void entries_are_found_by_who_what_and_when() {
        assertThat(count("")).isEqualTo(3);
        assertThat(count("?actor=" + acme.david().id())).isEqualTo(1);
        assertThat(count("?action=apikey.")).isEqualTo(2);
        assertThat(count("?action=apikey.made&actor=" + acme.kevin().id())).isEqualTo(1);
        assertThat(count("?until=2026-01-01T00:00:00Z")).isZero();
        assertThat(count("?from=" + clock.instant().plusSeconds(60))).isZero();
        assertThat(ada.get("/rest/audit?action=%25").status()).isEqualTo(422);
        var first = ada.get("/rest/audit?action=department.").json().at("/items/0");
        assertThat(count("?object=" + first.get("objectId").asString())).isEqualTo(1);
    }

    /** Class 32: no cell begins a formula. */
    @Test
    void the_log_is_exported_for_spreadsheets_and_for_programs() {
        var csv = ada.get("/rest/audit/export?format=csv");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(csv.body()).startsWith("\"at\",\"actorType\"").contains("\"'=HYPERLINK(\"\"x\"\")");
        assertThat(csv.body().lines()).hasSize(4);
        var json = ada.get("/rest/audit/export?format=json&action=apikey.made");
        assertThat(json.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(ada.get("/rest/audit/export?format=xml").status()).isEqualTo(422);
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/audit/export").status())
                .isEqualTo(403);
    }

    /** Class 35: the program itself can neither change nor remove an entry. */
    @Test
    void the_program_may_neither_change_nor_remove_an_entry() {
        assertThatThrownBy(() -> in(() -> db.sql("UPDATE audit_entry SET action = 'x' WHERE tenant_id = :tenant")
                        .param("tenant", acme.tenant().value())
                        .update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> in(() -> db.sql("DELETE FROM audit_entry WHERE tenant_id = :tenant")
                        .param("tenant", acme.tenant().value())
                        .update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> in(() -> db.sql(
                                "INSERT INTO audit_beginning (tenant_id, number, hash, at) VALUES (:tenant, 9, '', now())")
                        .param("tenant", acme.tenant().value())
                        .update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    /** Class 35. */
    @Test
    void what_was_tampered_with_shows() {
        seal();
        var right = ada.get("/rest/audit/verification").json();
        assertThat(right.get("right").asBoolean()).isTrue();
        assertThat(right.get("entries").asInt()).isEqualTo(3);

        in(() -> db.sql("UPDATE audit_entry SET hash = '\\x00' WHERE tenant_id = :tenant AND number = 2")
                .param("tenant", acme.tenant().value())
                .update());

        var wrong = ada.get("/rest/audit/verification").json();
        assertThat(wrong.get("right").asBoolean()).isFalse();
        assertThat(wrong.get("firstBroken").asInt()).isEqualTo(2);
    }

    /** Class 35: an end of ours is known as ours, however finely a clock counts. */
    @Test
    void where_the_log_ends_is_signed_as_the_database_keeps_it() {
        var end = new AuditAnchor(3, new byte[32]);

        var signed = in(() -> {
            heads.write(acme.tenant(), end, 0, Instant.parse("2026-03-04T05:06:07.123456789Z"));
            return heads.of(acme.tenant()).orElseThrow().signed();
        });

        assertThat(signed).isTrue();
    }

    /** Class 35: the rest of a chain that was cut off is whole by itself. */
    @Test
    void newest_entries_that_were_cut_off_show() {
        seal();
        asOwner("DELETE FROM audit_entry WHERE tenant_id = ? AND number = 3");

        assertThat(verified()).isEqualTo(AuditChain.Finding.CUT);
        assertThat(ada.get("/rest/audit/verification").json().get("firstBroken").asInt())
                .isEqualTo(3);
    }

    /** Class 35. */
    @Test
    void a_log_that_goes_on_after_a_cut_still_shows_it() {
        seal();
        asOwner("DELETE FROM audit_entry WHERE tenant_id = ? AND number >= 2");
        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();

        var checked = check();
        assertThat(checked.finding()).isEqualTo(AuditChain.Finding.CHANGED);
        assertThat(checked.firstBroken()).contains(2L);
    }

    /** Class 35. */
    @Test
    void an_end_that_was_written_by_somebody_else_shows_and_goes_on_showing() {
        seal();
        asOwner("DELETE FROM audit_entry WHERE tenant_id = ? AND number = 3");
        asOwner("""
                UPDATE audit_head h SET number = 2, hash = (SELECT e.hash FROM audit_entry e
                                                             WHERE e.tenant_id = h.tenant_id AND e.number = 2)
                 WHERE tenant_id = ?
                """);
        assertThat(verified()).isEqualTo(AuditChain.Finding.FORGED_END);

        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();

        assertThat(verified()).isEqualTo(AuditChain.Finding.FORGED_END);
    }

    /** Class 35. */
    @Test
    void an_end_that_is_missing_or_older_than_the_log_shows() {
        seal();
        var old = head();
        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();

        putBack(old);
        assertThat(verified()).isEqualTo(AuditChain.Finding.OLD_END);
        ada.post("/rest/departments", "{\"name\":\"Later still\"}");
        seal();
        assertThat(verified()).isEqualTo(AuditChain.Finding.OLD_END);

        asOwner("DELETE FROM audit_head WHERE tenant_id = ?");
        assertThat(verified()).isEqualTo(AuditChain.Finding.NO_END);
    }

    /** Class 35: who can write the database can put back an old end and the old log; what was kept elsewhere tells. */
    @Test
    void an_old_end_put_back_together_with_the_old_log_shows_beside_an_anchor_that_was_kept() {
        seal();
        var old = head();
        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();
        var kept = check().end().orElseThrow();
        assertThat(checkBeside(kept)).isEqualTo(AuditChain.Finding.RIGHT);

        asOwner("DELETE FROM audit_entry WHERE tenant_id = ? AND number = 4");
        putBack(old);

        assertThat(verified()).isEqualTo(AuditChain.Finding.RIGHT);
        assertThat(checkBeside(kept)).isEqualTo(AuditChain.Finding.OTHER);
        ada.post("/rest/departments", "{\"name\":\"Another\"}");
        seal();
        assertThat(checkBeside(kept)).isEqualTo(AuditChain.Finding.OTHER);
    }

    @Test
    void an_anchor_whose_entry_went_after_its_time_says_nothing_any_more() {
        seal();
        var kept = check().end().orElseThrow();
        clock.forward(Duration.ofDays(731));
        retention.run();
        ada = visitors.as(acme, acme.ada());
        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();

        assertThat(checkBeside(kept)).isEqualTo(AuditChain.Finding.RIGHT);
        assertThat(checkBeside(new AuditAnchor(1, new byte[32]))).isEqualTo(AuditChain.Finding.RIGHT);
        assertThat(AuditAnchor.parse(kept.toString())).contains(kept);
        assertThat(AuditAnchor.parse("3:abc")).isEmpty();
    }

    /** A log from before there was an end is vouched for from the next linking on, and says so. */
    @Test
    void a_log_without_an_end_gets_one_that_tells_from_where_on_it_vouches() {
        seal();
        asOwner("DELETE FROM audit_head WHERE tenant_id = ?");
        seal();

        var checked = check();
        assertThat(checked.finding()).isEqualTo(AuditChain.Finding.RIGHT);
        assertThat(checked.since()).isEqualTo(4);
    }

    /** Class 35: no line break of a stranger begins an entry, and nothing that somebody wrote stands in one. */
    @Test
    void names_are_read_from_the_things_and_never_written_into_the_log() {
        assertThat(in(() -> db.sql(
                                "SELECT count(*) FROM audit_entry e WHERE tenant_id = :tenant AND e::text LIKE '%HYPER%'")
                        .param("tenant", acme.tenant().value())
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void old_entries_go_after_their_time_and_the_chain_of_the_rest_holds() {
        seal();
        clock.forward(Duration.ofDays(729));
        retention.run();
        ada = visitors.as(acme, acme.ada());
        assertThat(count("")).isEqualTo(3);
        ada.post("/rest/departments", "{\"name\":\"Later\"}");
        seal();
        clock.forward(Duration.ofDays(1).plusMinutes(5));
        retention.run();
        ada = visitors.as(acme, acme.ada());

        assertThat(count("")).isEqualTo(1);
        var checked = ada.get("/rest/audit/verification").json();
        assertThat(checked.get("right").asBoolean()).isTrue();
        assertThat(checked.get("entries").asInt()).isEqualTo(1);
    }

    private AuditChain.Checked check() {
        return Tenants.as(acme.tenant(), () -> chain.verify(acme.tenant()));
    }

    private AuditChain.Finding verified() {
        return check().finding();
    }

    private AuditChain.Finding checkBeside(AuditAnchor kept) {
        return Tenants.as(acme.tenant(), () -> chain.verify(acme.tenant(), Optional.of(kept)))
                .finding();
    }

    private Map<String, @Nullable Object> head() {
        return in(() -> db.sql("SELECT number, hash, since, at, mac FROM audit_head WHERE tenant_id = :tenant")
                .param("tenant", acme.tenant().value())
                .query()
                .singleRow());
    }

    private void putBack(Map<String, @Nullable Object> head) {
        in(() -> db.sql("""
                UPDATE audit_head SET number = :number, hash = :hash, since = :since, at = :at, mac = :mac
                 WHERE tenant_id = :tenant
                """).params(head).param("tenant", acme.tenant().value()).update());
    }

    /** As somebody who can do everything in the database, and has not the key. */
    private void asOwner(String sql) {
        try (var connection = DriverManager.getConnection(source.getJdbcUrl(), "postgres", ownerPassword());
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, acme.tenant().value());
            assertThat(statement.executeUpdate()).isPositive();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ownerPassword() throws IOException {
        return Files.readString(Path.of(environment.getRequiredProperty("havendesk.data"), "postgres", "password"))
                .strip();
    }

    private int count(String query) {
        var answer = ada.get("/rest/audit" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("items").size();
    }

    private void seal() {
        clock.forward(Duration.ofMinutes(1));
        Tenants.run(acme.tenant(), () -> chain.seal(acme.tenant()));
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
