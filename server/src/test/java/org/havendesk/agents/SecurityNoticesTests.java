package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.havendesk.platform.Language;
import org.havendesk.platform.Letter;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an agent is told by mail of how they get in, in their own language. */
@HavendeskTest
class SecurityNoticesTests {
    private static final String PASSWORD = "four quiet boats at dusk";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    AgentRows rows;

    @Autowired
    Passwords passwords;

    @Autowired
    SecurityNotices notices;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;
    private Visitor david;

    @BeforeEach
    void account() {
        acme = cast.acme();
        var hash = passwords.hash(PASSWORD);
        in(() -> rows.setPassword(acme.tenant(), acme.david().id(), hash));
        david = visitors.as(acme, acme.david());
        speaks(Language.FR);
    }

    @Test
    void a_sign_in_from_another_device_than_the_first_is_told() {
        signIn();
        assertThat(subjects()).isEmpty();

        signIn();

        assertThat(subjects()).containsExactly("Un nouvel appareil s’est connecté à Acme");
    }

    @Test
    void a_changed_password_is_told() {
        var changed = david.put(
                "/rest/profile/password",
                "{\"current\":\"" + PASSWORD + "\",\"password\":\"nine green kites over sand\"}");

        assertThat(changed.status()).isEqualTo(204);
        assertThat(subjects()).contains("Votre mot de passe pour Acme a été changé");
    }

    @Test
    void a_second_factor_that_was_taken_off_is_told() {
        in(() -> events.publishEvent(
                new Noticed(acme.tenant(), acme.david().id(), Notice.FACTOR_OFF, Optional.empty())));

        assertThat(subjects()).contains("La connexion en deux étapes est désactivée chez Acme");
    }

    @Test
    void a_new_key_is_told() {
        assertThat(david.post("/rest/apikeys", "{\"name\":\"Script\"}").status())
                .isEqualTo(201);

        assertThat(subjects()).contains("Une nouvelle clé d’API a été créée chez Acme");
    }

    /** Every notice in every language says when and from which network, and never the whole address. */
    @ParameterizedTest
    @EnumSource(Notice.class)
    void each_notice_is_whole_in_each_language(Notice notice) {
        for (var language : Language.values()) {
            speaks(language);
            in(() -> notices.tell(new Noticed(
                    acme.tenant(),
                    acme.david().id(),
                    notice,
                    Optional.of(
                            new Client("192.0.2.77", "192.0.2.0/24", "Mozilla/5.0 (X11; Linux) Firefox/140.0", "")))));

            var letter = letters().getLast();
            assertThat(letter.subject()).as(language.key()).contains("Acme").doesNotContain("letter.", "{");
            assertThat(letter.text())
                    .as(language.key())
                    .contains("192.0.2.0/24", "Firefox")
                    .doesNotContain("192.0.2.77", "letter.", "{0}");
        }
        assertThat(letters().stream().map(Letter::subject).distinct().count()).isEqualTo(Language.values().length);
    }

    private void signIn() {
        var body = "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(visitors.at(acme).post("/rest/session", body).status()).isEqualTo(201);
    }

    private void speaks(Language language) {
        var profile = david.get("/rest/session").json().get("agent");
        var answer = david.put("/rest/profile", """
                {"name":"David Agent","language":"%s","theme":"system","timezone":"%s","signature":"","density":"comfortable"}""".formatted(
                        language.key(), profile.path("timezone").asString("UTC")));
        assertThat(answer.status()).isEqualTo(200);
    }

    private List<String> subjects() {
        return letters().stream().map(Letter::subject).toList();
    }

    private List<Letter> letters() {
        return postbox.to(acme.tenant(), "david@acme.test");
    }

    private void in(Runnable work) {
        Tenants.run(
                acme.tenant(), () -> new TransactionTemplate(transactions).executeWithoutResult(state -> work.run()));
    }
}
