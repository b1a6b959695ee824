package org.havendesk.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.havendesk.accounts.Accounts;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HavendeskTest
class OperatorDoorTests {
    @Value("${havendesk.data}")
    Path data;

    @LocalServerPort
    int publicPort;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String subdomain = "s" + Ids.next().toString().substring(24);

    @Test
    void an_account_that_the_operator_makes_is_ready_and_its_key_opens_the_api() throws Exception {
        var created = desk("account create", wish(Map.of("password", "correct horse battery")));

        var account = accounts.find(subdomain).orElseThrow();
        assertThat(created.path("id").asString()).isEqualTo(account.id().toString());
        assertThat(created.path("url").asString()).contains("//" + subdomain + ".localhost");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + publicPort + "/rest/session"))
                .header("Host", subdomain + ".localhost")
                .header("apikey", created.path("apikey").asString())
                .build();
        var session = http.send(request, BodyHandlers.ofString());
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).contains("\"name\":\"Ada Owner\"").contains("\"role\":\"owner\"");
    }

    @Test
    void what_the_operator_does_is_written_down_as_the_operators() throws Exception {
        desk("account create", wish(Map.of("password", "correct horse battery")));

        assertThat(operatorsActions()).containsExactlyInAnyOrder("account.opened", "agent.password", "apikey.made");
    }

    @Test
    void the_operator_finds_the_letter_to_a_new_owner_in_the_outbox_and_the_account_is_told() throws Exception {
        desk("account create", wish(Map.of()));

        var letter = desk("outbox list", Map.of("account", subdomain)).get(0);
        var shown = desk("outbox show", Map.of("id", letter.path("id").asString()));

        assertThat(letter.path("to").asString()).isEqualTo("ada@acme.test");
        assertThat(shown.path("text").asString())
                .contains("//" + subdomain + ".localhost")
                .contains("/welcome/");
        assertThat(operatorsActions()).contains("mail.read");
    }

    @Test
    void a_mail_that_is_in_no_outbox_is_not_shown() {
        assertThatThrownBy(() -> desk("outbox show", Map.of("id", Ids.next().toString())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_password_that_is_easy_to_guess_leaves_no_account_behind() {
        assertThatThrownBy(() -> desk("account create", wish(Map.of("password", "password"))))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.fields()).containsOnlyKeys("password"));

        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @Test
    void an_account_without_a_name_for_its_owner_is_refused_naming_the_option() {
        assertThatThrownBy(() -> desk("account create", Map.of("subdomain", subdomain)))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.fields()).containsOnlyKeys("owner-name"));
    }

    @Test
    void the_accounts_are_listed_the_newest_first() throws Exception {
        desk("account create", wish(Map.of()));

        assertThat(desk("account list", Map.of()).get(0).path("subdomain").asString())
                .isEqualTo(subdomain);
    }

    @Test
    void the_operators_files_are_for_the_owner_of_the_folder_alone() throws Exception {
        for (var name : new String[] {"operator.token", "operator.port"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic b3BlcmF0b3I6"})
    void nobody_is_the_operator_without_the_token(String authorization) throws Exception {
        var port = Files.readString(data.resolve("operator.port"));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/account/list"))
                .header("Authorization", authorization)
                .header("X-Forwarded-For", "127.0.0.1")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("subdomain");
    }

    @Test
    void the_operators_commands_are_not_behind_the_public_port() throws Exception {
        var token = Files.readString(data.resolve("operator.token"));
        for (var path : new String[] {"/account/list", "/operator/account/list", "/rest/operator/account/list"}) {
            assertThat(postPublic(path, token).statusCode()).isIn(401, 403, 404, 405);
        }
    }

    private List<String> operatorsActions() {
        var tenant = accounts.find(subdomain).orElseThrow().id();
        return Tenants.as(
                tenant,
                () -> new TransactionTemplate(transactions)
                        .execute(state -> db.sql(
                                        "SELECT action FROM audit_entry WHERE actor_type = 'operator' ORDER BY id")
                                .query(String.class)
                                .list()));
    }

    private HttpResponse<String> postPublic(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + publicPort + path))
                .header("Host", "localhost")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private Map<String, String> wish(Map<String, String> more) {
        Map<String, String> wish = new java.util.HashMap<>(Map.of(
                "subdomain", subdomain, "name", "Acme", "owner-name", "Ada Owner", "owner-email", "ada@acme.test"));
        wish.putAll(more);
        return wish;
    }

    private JsonNode desk(String command, Map<String, String> arguments) throws IOException {
        return new DeskClient(data, JsonMapper.shared()).run(command, arguments);
    }
}
