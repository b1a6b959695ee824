package org.havendesk.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme",
                "abc",
                "a-1",
                "blue-river-42",
                "007",
                "wwx",
                "htt",
                "ahttp",
                "awww",
                "mails",
                "a23456789-123456789-123456789-123456789-123456789-123456789-123"
            })
    void an_account_can_be_called(String subdomain) {
        assertThat(Availability.refusal(subdomain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', required",
        "a, subdomain.short",
        "ab, subdomain.short",
        "Acme, subdomain.characters",
        "ACME, subdomain.characters",
        "ac me, subdomain.characters",
        "ac_me, subdomain.characters",
        "ac.me, subdomain.characters",
        "акме, subdomain.characters",
        "accentué, subdomain.characters",
        "http, subdomain.web",
        "https, subdomain.web",
        "http-acme, subdomain.web",
        "www, subdomain.web",
        "www2, subdomain.web",
        "wwwacme, subdomain.web",
        "-acme, subdomain.hyphen",
        "acme-, subdomain.hyphen",
        "---, subdomain.hyphen",
        "xn--acme, subdomain.hyphen",
        "mail, subdomain.reserved",
        "smtp, subdomain.reserved",
        "api, subdomain.reserved",
        "admin, subdomain.reserved",
        "support, subdomain.reserved",
        "localhost, subdomain.reserved",
        "a23456789-123456789-123456789-123456789-123456789-123456789-1234, subdomain.long"
    })
    void an_account_cannot_be_called(String subdomain, String why) {
        assertThat(Availability.refusal(subdomain)).contains(why);
    }
}
