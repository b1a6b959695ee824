package org.havendesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.havendesk.platform.Ids;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request says of itself counts for nothing. */
@HavendeskTest
class TrustTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    private Cast.Acme acme;
    private Visitor ada;

    @BeforeEach
    void account() {
        acme = cast.acme();
        ada = visitors.as(acme, acme.ada());
    }

    /** Class 2: the account is the host's. */
    @Test
    void an_account_named_in_body_header_or_address_is_not_looked_at() {
        var globex = cast.account("globex");
        var tenant = globex.tenant().toString();
        var elsewhere = visitors.as(acme, acme.ada())
                .with("X-Tenant-Id", tenant)
                .with("X-Account", globex.subdomain())
                .with("X-Forwarded-Host", globex.subdomain() + ".localhost");

        var made = elsewhere.post(
                "/rest/departments?tenant=" + tenant + "&tenant_id=" + tenant,
                "{\"name\":\"Smuggled\",\"tenant\":\"%s\",\"tenantId\":\"%s\",\"tenant_id\":\"%s\",\"account\":\"%s\"}"
                        .formatted(tenant, tenant, tenant, globex.subdomain()));

        assertThat(made.status()).isIn(201, 400, 422);
        assertThat(visitors.as(globex, globex.ada()).get("/rest/departments").body())
                .doesNotContain("Smuggled");
        assertThat(elsewhere.get("/rest/account?tenant=" + tenant).body())
                .contains(acme.subdomain())
                .doesNotContain(globex.subdomain());
    }

    /** Class 3: fields that are not among those of a request are not written. */
    @Test
    void fields_that_nobody_may_set_are_not_set() {
        var david = visitors.as(acme, acme.david());
        var before = david.get("/rest/session").json().get("agent");

        david.put("/rest/profile", """
                {"name":"David Agent","language":"en","theme":"system","timezone":"UTC","signature":"","density":"comfortable",
                 "id":"%s","email":"eve@example.net","role":"owner","state":"removed","passwordHash":"x","permissions":["agents.manage"],
                 "departments":[],"createdAt":"2000-01-01T00:00:00Z"}""".formatted(acme.ada().id()));

        var after = visitors.as(acme, acme.david()).get("/rest/session").json().get("agent");
        for (var field : new String[] {"id", "email", "role"}) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
        assertThat(david.get("/rest/audit").status()).isEqualTo(403);
    }

    /** Class 24: an address that was invited is nobody's before the invitation was accepted. */
    @Test
    void whoever_was_only_invited_signs_in_by_nothing_but_the_invitation() {
        assertThat(ada.post("/rest/agents", """
                {"name":"Nora","email":"nora@acme.test","role":"admin"}""").status()).isEqualTo(201);

        for (var password : new String[] {"", " ", "null", "password"}) {
            assertThat(visitors.at(acme)
                            .post("/rest/session", "{\"email\":\"nora@acme.test\",\"password\":\"" + password + "\"}")
                            .status())
                    .isIn(401, 422);
        }
        assertThat(visitors.at(acme).post("/rest/apikey-sign-ins", """
                        {"email":"nora@acme.test","password":"","name":"Script"}""").status())
                .isIn(401, 422);
    }

    /** Class 36: no list without end, and no heap of work in one request. */
    @Test
    void nobody_gets_more_than_a_page_or_does_more_than_a_hundred_things_at_once() {
        for (int i = 0; i < 101; i++) {
            ada.post("/rest/agents", """
                    {"name":"Nora","email":"nora%d@acme.test","role":"agent"}""".formatted(i));
        }
        var ids =
                "\"" + String.join("\",\"", Collections.nCopies(101, Ids.next().toString())) + "\"";

        assertThat(ada.get("/rest/agents?limit=1000000").json().get("items").size())
                .isEqualTo(100);
        assertThat(ada.post("/rest/tickets/actions", "{\"ids\":[" + ids + "],\"action\":\"resolve\"}")
                        .status())
                .isEqualTo(422);
    }
}
