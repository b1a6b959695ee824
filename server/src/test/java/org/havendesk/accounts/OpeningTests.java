package org.havendesk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class OpeningTests {
    @Autowired
    Accounts accounts;

    @Autowired
    KnownHosts hosts;

    @Autowired
    FirstOwner firstOwner;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void an_account_that_was_opened_becomes_active_by_itself() {
        var subdomain = fresh();

        var opened = accounts.open(Actor.system(), wish(subdomain));

        assertThat(accounts.find(subdomain)).isPresent();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.get(opened.tenant()).status() == AccountStatus.ACTIVE);
        assertThat(accounts.building(opened.buildingToken()))
                .hasValueSatisfying(building -> assertThat(building.progress()).isEqualTo(100));
        assertThat(hosts.byHost(subdomain + ".localhost")).contains(opened.tenant());
    }

    @Test
    void nothing_is_kept_of_the_owner_in_the_accounts_room_once_the_account_is_installed() {
        var opened = accounts.open(Actor.system(), wish(fresh()));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.get(opened.tenant()).status() == AccountStatus.ACTIVE);

        assertThat(pendingRows(opened.tenant())).isZero();
    }

    @Test
    void an_account_is_named_by_the_words_of_its_subdomain_until_somebody_names_it() {
        var tenant =
                accounts.open(Actor.system(), wish("blue-river-" + fresh())).tenant();

        assertThat(accounts.get(tenant).name()).startsWith("Blue River ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name      |                        | ada@acme.test",
                "name      | Ada <b>                | ada@acme.test",
                "name      | ada@acme.test          | ada@acme.test",
                "name      | http://spam.test       | ada@acme.test",
                "email     | Ada                    | ",
                "email     | Ada                    | ada",
                "email     | Ada                    | ada@acme",
                "email     | Ada                    | ada@acme.t",
                "email     | Ada                    | ada@acme.1a",
                "email     | Ada                    | a da@acme.test",
                "email     | Ada                    | ada@@acme.test",
            })
    void a_wish_with_a_field_that_cannot_be_used_is_refused_naming_it(String field, String name, String email) {
        var asked = NewAccount.of(fresh(), "", name == null ? "" : name, email == null ? "" : email, "en");

        assertThatThrownBy(() -> accounts.open(Actor.system(), asked))
                .asInstanceOf(type(Invalid.class))
                .satisfies(invalid -> assertThat(invalid.fields()).containsOnlyKeys(field));
    }

    @ParameterizedTest
    @CsvSource({"Мария Иванова", "Jean-Luc D’Arc", "O'Neill", "Ahmet Çelik", "李 小龍", "Agent 007", "J. R. Smith"})
    void an_owner_may_be_called(String name) {
        accounts.open(Actor.system(), NewAccount.of(fresh(), "", name, "ada@acme.test", "en"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() ->
                        accounts.open(Actor.system(), new NewAccount("ab", "", "", "", "en", "Nowhere/Atall", "Moon")))
                .asInstanceOf(type(Invalid.class))
                .satisfies(invalid ->
                        assertThat(invalid.fields()).containsOnlyKeys("name", "email", "subdomain", "region"));
    }

    @Test
    void a_language_or_time_zone_that_nobody_knows_becomes_the_default() {
        var asked = new NewAccount(fresh(), "", "Ada", "ada@acme.test", "xx", "Nowhere/Atall", "");

        var account = accounts.get(accounts.open(Actor.system(), asked).tenant());

        assertThat(account.language()).isEqualTo("en");
        assertThat(account.timezone()).isEqualTo("UTC");
        assertThat(account.region()).isEqualTo("EU");
    }

    @Test
    void a_subdomain_is_one_accounts_even_when_many_ask_at_the_same_moment() throws Exception {
        var subdomain = fresh();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 8)
                    .mapToObj(number -> threads.submit(() -> opens(subdomain)))
                    .toList();
            var opened = 0;
            for (var attempt : tries) {
                opened += attempt.get() ? 1 : 0;
            }
            assertThat(opened).isEqualTo(1);
        }
        assertThat(accounts.refusal(subdomain)).contains("subdomain.taken");
    }

    @Test
    void a_building_token_lets_its_holder_in_once() {
        var opened = accounts.open(Actor.system(), wish(fresh()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.get(opened.tenant()).status() == AccountStatus.ACTIVE);

        assertThat(accounts.spend(opened.buildingToken())).map(Account::id).contains(opened.tenant());
        assertThat(accounts.spend(opened.buildingToken())).isEmpty();
        assertThat(accounts.building(opened.buildingToken())).isEmpty();
        assertThat(accounts.building("anything")).isEmpty();
    }

    @Test
    void the_first_owners_link_is_closed_once_there_is_an_account() {
        cast.acme();

        assertThat(firstOwner.token()).isEmpty();
        assertThatThrownBy(() -> accounts.openFirst("anything", wish(fresh()))).isInstanceOf(Gone.class);
    }

    @ParameterizedTest
    @CsvSource({
        "active, true",
        "installing, false",
        "suspended, false",
        "terminated, false",
        "deleted, false",
    })
    void only_an_active_account_is_served(String status, boolean served) {
        var acme = cast.acme();
        db.sql("UPDATE account SET status = :status WHERE id = :id")
                .param("status", status)
                .param("id", acme.tenant().value())
                .update();

        assertThat(hosts.byHost(acme.subdomain() + ".localhost").isPresent()).isEqualTo(served);
        assertThat(accounts.all())
                .satisfies(all -> assertThat(all.iterator()).toIterable().isNotEmpty());
        assertThat(contains(acme.tenant())).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "acme.example.com", "a.b.localhost", "acme.localhost.evil.test", "''", "%00.localhost"})
    void a_host_that_is_no_accounts_finds_none(String host) {
        assertThat(hosts.byHost(host)).isEmpty();
    }

    @Test
    void a_host_is_found_in_any_case() {
        var acme = cast.acme();

        assertThat(hosts.byHost(acme.subdomain().toUpperCase(java.util.Locale.ROOT) + ".LocalHost"))
                .contains(acme.tenant());
    }

    private boolean contains(TenantId tenant) {
        for (var each : accounts.all()) {
            if (each.equals(tenant)) {
                return true;
            }
        }
        return false;
    }

    private boolean opens(String subdomain) {
        try {
            accounts.open(Actor.system(), wish(subdomain));
            return true;
        } catch (Invalid taken) {
            return false;
        }
    }

    private int pendingRows(TenantId tenant) {
        return Tenants.as(
                tenant,
                () -> new TransactionTemplate(transactions)
                        .execute(state -> db.sql("SELECT count(*) FROM account_installation")
                                .query(Integer.class)
                                .single()));
    }

    private static NewAccount wish(String subdomain) {
        return NewAccount.of(subdomain, "", "Ada Owner", "ada@acme.test", "en");
    }

    private static String fresh() {
        return "s" + Ids.next().toString().substring(24);
    }
}
