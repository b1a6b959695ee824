package org.havendesk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.havendesk.accounts.spi.Installation;
import org.havendesk.accounts.spi.InstallationStep;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class InstallationTests {
    @Autowired
    AccountRows rows;

    @Autowired
    KnownHosts hosts;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Clock clock;

    private final TenantId tenant = new TenantId(Ids.next());
    private final String token = Tokens.next();
    private final List<String> ran = new ArrayList<>();
    private final List<Integer> progress = new ArrayList<>();

    @BeforeEach
    void somebodyAskedForAnAccount() {
        var subdomain = "s" + tenant.toString().substring(24);
        var wanted = Wanted.of(NewAccount.of(subdomain, "", "Ada Owner", "ada@acme.test", "fr"), List.of("EU"));
        Tenants.run(
                tenant,
                () -> new TransactionTemplate(transactions).executeWithoutResult(state -> {
                    rows.add(tenant, wanted, Tokens.hash(token), clock.instant());
                    rows.addPending(tenant, wanted, clock.instant());
                }));
    }

    @Test
    void the_steps_run_in_their_order_with_what_is_known_of_the_owner() {
        var seen = new ArrayList<Installation>();

        run(step("address", 30), new Step("owner", 10, seen::add), step("department", 20));

        assertThat(ran).containsExactly("department", "address");
        assertThat(seen).singleElement().satisfies(installation -> {
            assertThat(installation.tenant()).isEqualTo(tenant);
            assertThat(installation.ownerName()).isEqualTo("Ada Owner");
            assertThat(installation.ownerEmail().value()).isEqualTo("ada@acme.test");
            assertThat(installation.language()).isEqualTo("fr");
        });
    }

    @Test
    void progress_is_real_and_never_goes_backwards() {
        var watched = step("three", 3);

        run(step("one", 1), step("two", 2), watched, step("four", 4));

        assertThat(progress).containsExactly(0, 24, 49, 74);
        assertThat(building().progress()).isEqualTo(100);
        assertThat(building().done()).isTrue();
    }

    @Test
    void an_installation_that_was_killed_goes_on_after_its_last_finished_step() {
        var killed = new Step("two", 2, installation -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> run(step("one", 1), killed, step("three", 3)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(building().done()).isFalse();
        assertThat(building().progress()).isEqualTo(33);
        assertThat(hosts.byHost(building().account().host())).isEmpty();

        run(step("one", 1), step("two", 2), step("three", 3));

        assertThat(ran).containsExactly("one", "two", "three");
        assertThat(building().done()).isTrue();
        assertThat(hosts.byHost(building().account().host())).contains(tenant);
    }

    @Test
    void progress_stays_where_it_was_when_a_new_version_brings_more_steps() {
        var killed = new Step("two", 2, installation -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> run(step("one", 1), killed)).isInstanceOf(IllegalStateException.class);
        assertThat(building().progress()).isEqualTo(49);

        run(step("zero", 0), step("one", 1), step("two", 2), step("three", 3), step("four", 4));

        assertThat(progress).isSorted();
        assertThat(building().done()).isTrue();
    }

    @Test
    void running_a_finished_installation_again_does_nothing() {
        run(step("one", 1));
        run(step("one", 1));

        assertThat(ran).containsExactly("one");
    }

    private Building building() {
        return rows.byBuildingHash(Tokens.hash(token)).orElseThrow();
    }

    private void run(InstallationStep... steps) {
        var installations = new Installations(rows, List.of(steps), hosts, transactions, events, clock);
        Tenants.run(tenant, () -> installations.goOn(tenant));
    }

    private Step step(String name, int order) {
        return new Step(name, order, installation -> {
            progress.add(building().progress());
            ran.add(name);
        });
    }

    private record Step(String name, int order, java.util.function.Consumer<Installation> work)
            implements InstallationStep {
        @Override
        public void install(Installation installation) {
            work.accept(installation);
        }
    }
}
