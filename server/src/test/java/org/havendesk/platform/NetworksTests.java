package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTests {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.*, 192.0.2.0, true",
        "192.0.2.*, 192.0.2.255, true",
        "192.0.2.*, 192.0.3.0, false",
        "192.0.*.*, 192.0.77.1, true",
        "192.0.*, 192.0.77.1, true",
        "*, 203.0.113.9, true",
        "*, 2001:db8::1, false",
        "192.0.2.10-192.0.2.20, 192.0.2.10, true",
        "192.0.2.10 - 192.0.2.20, 192.0.2.20, true",
        "192.0.2.10-192.0.2.20, 192.0.2.21, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, ::1, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "2001:DB8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::1-2001:db8::ff, 2001:db8::80, true",
        "2001:db8::1-2001:db8::ff, 2001:db8::100, false",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false"
    })
    void each_way_to_write_a_network_means_what_it_says(String list, String address, boolean in) {
        assertThat(Networks.parse(list).has(address)).isEqualTo(in);
    }

    /** Class 34: an IPv4 address in the clothes of IPv6 is the same address, on either side. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, ::ffff:192.0.2.7, true",
        "192.0.2.0/24, ::ffff:c000:207, true",
        "192.0.2.0/24, 0:0:0:0:0:ffff:c000:0307, false",
        "::ffff:192.0.2.7, 192.0.2.7, true",
        "::ffff:192.0.2.0/120, 192.0.2.99, true",
        "::ffff:192.0.2.0/120, 192.0.3.1, false"
    })
    void ipv4_in_ipv6_is_ipv4(String list, String address, boolean in) {
        assertThat(Networks.parse(list).has(address)).isEqualTo(in);
    }

    /** Class 34: forms that two programs read in two ways are no addresses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2",
                "192.0.2.256",
                "192.0.02.1",
                "0300.0.2.1",
                "0xC0.0.2.1",
                "3221225985",
                "192.0.2.1/33",
                "192.0.2.1/-1",
                "192.0.2.1/",
                "192.*.2.1",
                "192.0.2.20-192.0.2.10",
                "192.0.2.1-2001:db8::1",
                "2001:db8::/129",
                "2001:db8::1::2",
                "fe80::1%eth0",
                "::ffff:192.0.2.0/24",
                "acme.test",
                "192.0.2.1;192.0.2.2",
                "-",
                "/",
                "."
            })
    void what_is_no_network_is_named(String entry) {
        assertThatThrownBy(() -> Networks.parse("192.0.2.1,\n" + entry))
                .isInstanceOfSatisfying(
                        Networks.Unreadable.class,
                        unreadable -> assertThat(unreadable.entry()).isEqualTo(entry));
    }

    @Test
    void commas_and_lines_separate_and_empty_entries_count_for_nothing() {
        var networks = Networks.parse(" 192.0.2.1 ,, 192.0.2.2\r\n\n2001:db8::/32 , ");

        assertThat(networks.text()).isEqualTo("192.0.2.1\n192.0.2.2\n2001:db8::/32");
        assertThat(networks.has("192.0.2.2")).isTrue();
        assertThat(networks.has("2001:db8::5")).isTrue();
        assertThat(networks.has("192.0.2.3")).isFalse();
        assertThat(Networks.parse(" \n, ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "localhost", "192.0.2.1 ", "192.0.2.1, 10.0.0.1"})
    void what_is_no_address_is_in_no_list(String address) {
        assertThat(Networks.parse("*, ::/0").has(address)).isFalse();
    }

    /** For random networks: exactly those addresses are in that share the first bits, at both edges as well. */
    @Test
    void a_network_holds_what_shares_its_first_bits_and_nothing_else() throws UnknownHostException {
        var random = new Random(20261101);
        for (var round = 0; round < 2_000; round++) {
            var bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = (byte) 0x20; // not the beginning of IPv4 in IPv6
            var kept = random.nextInt(bytes.length * 8 + 1);
            var networks = Networks.parse(text(bytes) + "/" + kept);

            assertThat(networks.has(text(edge(bytes, kept, false)))).isTrue();
            assertThat(networks.has(text(edge(bytes, kept, true)))).isTrue();
            if (kept > 0) {
                var other = bytes.clone();
                other[(kept - 1) / 8] ^= (byte) (0x80 >> ((kept - 1) % 8));
                assertThat(networks.has(text(other)))
                        .as(text(bytes) + "/" + kept)
                        .isFalse();
            }
        }
    }

    /** For random ranges: a range written with a dash and each address of its edges alone agree. */
    @Test
    void a_range_holds_its_ends_and_not_their_neighbours() throws UnknownHostException {
        var random = new Random(42);
        for (var round = 0; round < 1_000; round++) {
            var from = 1 + random.nextInt(200);
            var to = from + random.nextInt(50);
            var networks = Networks.parse("198.51.100." + from + "-198.51.100." + to);

            assertThat(networks.has("198.51.100." + from)).isTrue();
            assertThat(networks.has("198.51.100." + to)).isTrue();
            assertThat(networks.has("198.51.100." + (from - 1))).isFalse();
            assertThat(networks.has("198.51.100." + (to + 1))).isFalse();
            assertThat(networks.has("::ffff:198.51.100." + to)).isTrue();
        }
    }

    private static byte[] edge(byte[] bytes, int kept, boolean last) {
        var edge = bytes.clone();
        for (var bit = kept; bit < bytes.length * 8; bit++) {
            var mask = (byte) (0x80 >> (bit % 8));
            edge[bit / 8] = (byte) (last ? edge[bit / 8] | mask : edge[bit / 8] & ~mask);
        }
        return Arrays.copyOf(edge, edge.length);
    }

    private static String text(byte[] bytes) throws UnknownHostException {
        return InetAddress.getByAddress(bytes).getHostAddress();
    }
}
