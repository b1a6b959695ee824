package org.havendesk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@HavendeskTest
class AuditLogTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void an_entry_names_who_did_it_and_what_it_was_done_to_as_it_is_called_now() {
        var ada = visitors.as(acme, acme.ada());
        ada.put("/rest/departments/" + acme.sales(), "{\"name\":\"Sold\"}");
        ada.put("/rest/agents/" + acme.kevin().id() + "/role", "{\"role\":\"admin\"}");
        ada.put("/rest/departments/" + acme.sales(), "{\"name\":\"Trade\"}");

        var entries = ada.get("/rest/audit").json().get("items");

        assertThat(words(entries.get(0))).isEqualTo("Ada Owner department.renamed Trade ");
        assertThat(words(entries.get(1))).isEqualTo("Ada Owner agent.role Kevin Agent admin");
        assertThat(words(entries.get(2))).isEqualTo("Ada Owner department.renamed Trade ");
        assertThat(entries.get(0).get("objectId").asString())
                .isEqualTo(acme.sales().toString());
    }

    @Test
    void what_is_gone_has_no_name_any_more() {
        var ada = visitors.as(acme, acme.ada());
        var made = ada.post("/rest/departments", "{\"name\":\"Returns\"}").json();
        ada.delete("/rest/departments/" + made.get("id").asString());

        var newest = ada.get("/rest/audit?limit=1").json().at("/items/0");

        assertThat(newest.get("action").asString()).isEqualTo("department.deleted");
        assertThat(newest.get("objectName").isNull()).isTrue();
    }

    @Test
    void the_log_goes_on_after_the_cursor() {
        var ada = visitors.as(acme, acme.ada());
        for (var name : new String[] {"One", "Two", "Three"}) {
            ada.post("/rest/departments", "{\"name\":\"%s\"}".formatted(name));
        }

        var first = ada.get("/rest/audit?limit=2").json();
        var second = ada.get("/rest/audit?limit=2&cursor=" + first.get("next").asString())
                .json();

        assertThat(first.at("/items/1/objectName").asString()).isEqualTo("Two");
        assertThat(second.at("/items/0/objectName").asString()).isEqualTo("One");
    }

    @Test
    void an_agent_without_the_permission_does_not_read_it() {
        assertThat(visitors.as(acme, acme.david()).get("/rest/audit").status()).isEqualTo(403);
    }

    private static String words(JsonNode entry) {
        return "%s %s %s %s"
                .formatted(
                        entry.at("/actor/name").asString(),
                        entry.get("action").asString(),
                        entry.get("objectName").asString(""),
                        entry.get("detail").asString());
    }
}
