package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTests {
    @Test
    void nothing_named_is_no_relay() {
        assertThat(Relay.parse(" ")).isEmpty();
    }

    @Test
    void an_address_says_host_port_protection_and_login() {
        assertThat(Relay.parse("smtp://mail.example")).hasValueSatisfying(server -> {
            assertThat(server.port()).isEqualTo(25);
            assertThat(server.security()).isEqualTo(MailSecurity.NONE);
        });
        assertThat(Relay.parse("smtps://desk%40acme.test:p%3Ass+w@mail.example"))
                .hasValueSatisfying(server -> {
                    assertThat(server.port()).isEqualTo(465);
                    assertThat(server.security()).isEqualTo(MailSecurity.TLS);
                    assertThat(server.username()).isEqualTo("desk@acme.test");
                    assertThat(server.password()).isEqualTo("p:ss+w");
                    assertThat(server.toString()).doesNotContain("p:ss");
                });
        assertThat(Relay.parse("smtp://user:secret@mail.example")).hasValueSatisfying(server -> {
            assertThat(server.port()).isEqualTo(587);
            assertThat(server.security()).isEqualTo(MailSecurity.STARTTLS);
        });
        assertThat(Relay.parse("smtp+starttls://a:b@mail.example:2525"))
                .hasValueSatisfying(server -> assertThat(server.port()).isEqualTo(2525));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example:25",
                "http://user:secret@mail.example",
                "smtp://",
                "smtps://us er:secret@mail.example"
            })
    void an_address_that_cannot_be_used_is_refused_without_repeating_it(String address) {
        assertThatThrownBy(() -> Relay.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
