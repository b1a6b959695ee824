package org.havendesk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    AuditRetention retention;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

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
