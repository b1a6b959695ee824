package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class SpamDoorTests {
    private static final int A_SENDER = 60;
    private static final int A_NETWORK = 240;
    private static final int A_NETWORK_IN_ALL = 1_200;

    @Autowired
    Cast cast;

    @Autowired
    Contacts contacts;

    @Autowired
    SpamFilter filter;

    @Autowired
    SpamRelays relays;

    @Autowired
    SpamReports reports;

    @Autowired
    SpamRows rows;

    @Autowired
    JudgedRows judgements;

    @Autowired
    KnownSenderList known;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    SpamDoorSettings settings;

    @Autowired
    TurnableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final Evidence hello = Evidence.ofText("form", "Maria", "where is my parcel");
    private Cast.Acme acme;
    private SpamDoor door;

    @BeforeEach
    void aDoorThatNobodyHasComeTo() {
        acme = cast.acme();
        door = new SpamDoor(settings, relays, known, turnedAway, clock, transactions);
    }

    private long admitted(int tries, String from, String sender) {
        return admitted(acme.tenant(), tries, from, sender);
    }

    private long admitted(TenantId tenant, int tries, String from, String sender) {
        return IntStream.range(0, tries)
                .filter(i -> door.admits(tenant, address(from), EmailAddress.parse(sender.replace("*", "" + i))))
                .count();
    }

    private static Optional<InetAddress> address(String from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(from));
    }

    @Test
    void one_sender_gets_so_many_in_a_minute_and_the_rest_later() {
        assertThat(admitted(100, "198.51.100.7", "eve@example.net")).isEqualTo(A_SENDER);

        clock.forward(Duration.ofSeconds(30));

        assertThat(admitted(100, "198.51.100.7", "eve@example.net")).isBetween(A_SENDER / 2L, A_SENDER / 2L + 2);
    }

    @Test
    void a_flood_in_somebodys_name_from_elsewhere_does_not_stop_them() {
        admitted(500, "203.0.113.9", "maria@example.org");

        assertThat(admitted(10, "198.51.100.7", "maria@example.org")).isEqualTo(10);
    }

    @Test
    void one_network_gets_so_many_whoever_is_named_as_the_sender() {
        assertThat(admitted(400, "198.51.100.7", "eve*@example.net")).isEqualTo(A_NETWORK);
        assertThat(admitted(10, "198.51.100.250", "adam@example.net"))
                .as("its neighbour")
                .isZero();
        assertThat(admitted(10, "198.51.101.7", "adam@example.net")).isEqualTo(10);
    }

    @Test
    void one_network_gets_so_many_for_all_accounts_together() {
        long all = 0;
        for (int i = 0; i < 7; i++) {
            all += admitted(cast.account("beta" + i).tenant(), 400, "2001:db8:7::1", "eve*@example.net");
        }

        assertThat(all).isBetween((long) A_NETWORK_IN_ALL, A_NETWORK_IN_ALL + 200L);
    }

    @Test
    void a_server_of_our_own_house_and_one_that_the_account_names_are_no_source() {
        Tenants.run(acme.tenant(), () -> relays.change(acme.ada(), List.of("198.51.100.0/24")));

        assertThat(admitted(1_000, "198.51.100.7", "customer*@example.org")).isEqualTo(1_000);
        assertThat(admitted(1_000, "", "customer*@example.org")).isEqualTo(1_000);
        assertThat(admitted(100, "", "eve@example.net")).isEqualTo(A_SENDER);
    }

    @Test
    void whom_the_team_has_answered_may_send_more_even_through_a_flood() {
        answered("maria@example.org");
        admitted(400, "198.51.100.7", "eve*@example.net");

        assertThat(admitted(1_000, "198.51.100.7", "maria@example.org"))
                .as("and those who found a place again while it was asked")
                .isBetween(10L * A_SENDER, 10L * A_SENDER + 50);
    }

    /** A person of this address has written, and somebody has said that it was good. */
    private void answered(String address) {
        var contact = Tenants.as(
                acme.tenant(),
                () -> contacts.known(acme.tenant(), EmailAddress.parse(address).orElseThrow(), "Maria"));
        var message = Ids.next();
        Tenants.run(acme.tenant(), () -> {
            filter.judge(
                    acme.tenant(),
                    new Arrival(
                            message,
                            "email",
                            Optional.of(contact),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            hello));
            filter.mark(acme.kevin(), message, false);
        });
    }

    private void db(Runnable work) {
        Tenants.run(
                acme.tenant(), () -> new TransactionTemplate(transactions).executeWithoutResult(state -> work.run()));
    }

    @Test
    void what_is_fetched_waits_in_its_mailbox_when_it_is_too_much() {
        assertThat(IntStream.range(0, 2_000)
                        .filter(i -> door.admitsFetched(acme.tenant()))
                        .count())
                .isBetween(1_200L, 1_260L);
    }

    @Test
    void how_many_were_turned_away_is_counted_and_nothing_about_whose_they_were() {
        admitted(A_SENDER + 25, "198.51.100.7", "eve@example.net");
        turnedAway.settle(acme.tenant());

        var today = Tenants.as(acme.tenant(), () -> reports.days(acme.tenant(), ZoneOffset.UTC, 7))
                .getLast();
        assertThat(today.turnedAway()).isBetween(24, 25);
        assertThat(today.judged()).isZero();

        clock.forward(JudgedRows.KEPT.plusDays(2));
        Tenants.run(acme.tenant(), () -> filter.tidy(acme.tenant()));
        db(() -> assertThat(db.sql("SELECT count(*) FROM spam_turned_away")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    @Test
    void memory_is_bounded_whoever_comes() {
        var buckets = new Buckets(clock);
        for (int i = 0; i < 200_000; i++) buckets.take(List.of(new Buckets.Limit("sender " + i, 60)));

        assertThat(buckets.size()).isLessThanOrEqualTo(Buckets.MOST);
    }
}
