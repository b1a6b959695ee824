package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class 13: a host that an account names leads nowhere but into the public internet. */
class MailHostsTests {
    private final MailHosts hosts = new MailHosts(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "2130706433",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "localhost"
            })
    void addresses_inside_are_refused(String host) {
        assertThatThrownBy(() -> hosts.resolve(host)).isInstanceOf(MailHosts.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "2620:fe::fe",
                "2a00:1450::1",
                "64:ff9b::909:909",
                "2002:909:909::"
            })
    void addresses_outside_are_reached(String host) throws Exception {
        assertThat(hosts.resolve(host)).isNotNull();
    }

    @Test
    void a_socket_checks_the_address_that_it_connects_to() throws Exception {
        try (var inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = hosts.sockets().createSocket()) {
            var there = new InetSocketAddress(InetAddress.getLoopbackAddress(), inside.getLocalPort());
            assertThatThrownBy(() -> socket.connect(there, 1000)).isInstanceOf(MailHosts.Refused.class);
        }
    }

    @Test
    void the_operator_may_open_the_own_network() throws Exception {
        assertThat(new MailHosts(true).resolve("127.0.0.1").isLoopbackAddress()).isTrue();
    }
}
