package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.spam.SpamLists.Side;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class SpamListsTests {
    @Autowired
    Cast cast;

    @Autowired
    SpamLists lists;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    private <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }

    private SpamLists.Entry add(Side side, String sender) {
        return as(() -> lists.add(acme.ada(), side, sender));
    }

    private Optional<Side> matchOf(String address, String ip) {
        var from = ip.isEmpty() ? Optional.<InetAddress>empty() : Optional.of(InetAddress.ofLiteral(ip));
        return as(() -> lists.match(acme.tenant(), EmailAddress.parse(address), true, from))
                .map(SpamLists.Entry::side);
    }

    @ParameterizedTest
    @CsvSource({
        "Eve@Example.ORG, ADDRESS, eve@example.org",
        "example.org, DOMAIN, example.org",
        "@example.org, DOMAIN, example.org",
        "*.Example.org, DOMAIN, example.org",
        "bücher.example, DOMAIN, xn--bcher-kva.example",
        "192.0.2.77, NETWORK, 192.0.2.77/32",
        "192.0.2.77/24, NETWORK, 192.0.2.0/24",
        "2001:DB8::1/48, NETWORK, 2001:db8:0:0:0:0:0:0/48",
        "::ffff:192.0.2.77, NETWORK, 192.0.2.77/32"
    })
    void a_sender_is_kept_in_one_form_however_it_was_typed(String typed, SpamLists.Kind kind, String kept) {
        var entry = add(Side.BLOCK, typed);

        assertThat(entry.kind()).isEqualTo(kind);
        assertThat(entry.value()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org",
                "two words",
                "192.0.2.0/33",
                "10.0.0.0/7",
                "0.0.0.0/0",
                "::/0",
                "1.2.3",
                "300.1.1.1",
                "a@b@"
            })
    void what_names_no_sender_or_half_the_world_is_refused(String typed) {
        assertThatThrownBy(() -> add(Side.BLOCK, typed)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_domain_covers_all_below_it_and_an_address_goes_before_its_domain() {
        add(Side.BLOCK, "example.org");
        add(Side.ALLOW, "shop.example.org");
        add(Side.BLOCK, "eve@shop.example.org");

        assertThat(matchOf("a@example.org", "")).contains(Side.BLOCK);
        assertThat(matchOf("a@mail.example.org", "")).contains(Side.BLOCK);
        assertThat(matchOf("a@mail.shop.example.org", "")).contains(Side.ALLOW);
        assertThat(matchOf("eve@shop.example.org", "")).contains(Side.BLOCK);
        assertThat(matchOf("a@notexample.org", "")).isEmpty();
    }

    @Test
    void a_network_covers_its_addresses_and_the_smaller_goes_first() {
        add(Side.BLOCK, "192.0.2.0/24");
        add(Side.ALLOW, "192.0.2.128/25");
        add(Side.BLOCK, "2001:db8:1::/48");

        assertThat(matchOf("a@example.org", "192.0.2.1")).contains(Side.BLOCK);
        assertThat(matchOf("a@example.org", "192.0.2.200")).contains(Side.ALLOW);
        assertThat(matchOf("a@example.org", "192.0.3.1")).isEmpty();
        assertThat(matchOf("a@example.org", "2001:db8:1:ffff::9")).contains(Side.BLOCK);
        assertThat(matchOf("a@example.org", "2001:db8:2::9")).isEmpty();
    }

    @Test
    void a_claimed_address_lets_nobody_in() {
        add(Side.ALLOW, "example.org");

        assertThat(as(() -> lists.match(acme.tenant(), EmailAddress.parse("eve@example.org"), false, Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_sender_stands_on_one_list_and_can_be_taken_off() {
        add(Side.BLOCK, "example.org");
        var moved = add(Side.ALLOW, "example.org");

        var page = as(() -> lists.list(acme.ada(), Optional.empty(), "", Optional.empty(), 10));
        assertThat(page.items()).containsExactly(moved);
        Tenants.run(acme.tenant(), () -> lists.remove(acme.ada(), moved.id()));
        assertThat(matchOf("a@example.org", "")).isEmpty();
        assertThatThrownBy(() -> Tenants.run(acme.tenant(), () -> lists.remove(acme.ada(), moved.id())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void lists_are_an_admins_and_of_one_account() {
        add(Side.BLOCK, "example.org");
        assertThatThrownBy(() -> as(() -> lists.add(acme.david(), Side.BLOCK, "example.net")))
                .isInstanceOf(Forbidden.class);

        acme = cast.acme();
        assertThat(matchOf("a@example.org", "")).isEmpty();
    }
}
