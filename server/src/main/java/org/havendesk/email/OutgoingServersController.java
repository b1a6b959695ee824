package org.havendesk.email;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.OutgoingServerRows.OutgoingServer;
import org.havendesk.email.OutgoingServers.Described;
import org.havendesk.platform.Agent;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The servers that an account sends by, and a test that says at which step one fails. */
@RestController
class OutgoingServersController {
    private final OutgoingServers servers;
    private final ServerTest test;
    private final Texts texts;

    OutgoingServersController(OutgoingServers servers, ServerTest test, Texts texts) {
        this.servers = servers;
        this.test = test;
        this.texts = texts;
    }

    /** @param password left out: unchanged */
    record Body(
            @Nullable String id,
            @Nullable String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String username,
            @Nullable String password,
            @Nullable String fromAddress,
            @Nullable Boolean isDefault,
            @Nullable String to) {
        Described described() {
            return new Described(
                    or(name, ""),
                    or(host, ""),
                    or(port, 0),
                    or(security, ""),
                    or(username, ""),
                    Optional.ofNullable(password).filter(text -> !text.isEmpty()),
                    or(fromAddress, ""),
                    or(isDefault, false));
        }

        private static <T> T or(@Nullable T value, T otherwise) {
            return value == null ? otherwise : value;
        }
    }

    record Server(
            UUID id,
            String name,
            String host,
            int port,
            String security,
            String username,
            String fromAddress,
            boolean isDefault,
            String state,
            @Nullable String lastError) {
        static Server of(OutgoingServer server, Texts texts, Language language) {
            return new Server(
                    server.id(),
                    server.name(),
                    server.host(),
                    server.port(),
                    server.security().wire(),
                    server.username(),
                    server.fromAddress(),
                    server.isDefault(),
                    server.failing() ? "failing" : "active",
                    Optional.ofNullable(server.lastError())
                            .map(kept -> texts.said(language, kept))
                            .orElse(null));
        }
    }

    record Result(boolean ok, String step, String detail) {}

    @GetMapping("/rest/outgoing-servers")
    Page<Server> list(Agent agent, Language language) {
        return new Page<>(List.copyOf(servers.all(agent)), null).map(server -> Server.of(server, texts, language));
    }

    @PostMapping("/rest/outgoing-servers")
    @ResponseStatus(HttpStatus.CREATED)
    Server add(Agent agent, @RequestBody Body body, Language language) {
        return Server.of(servers.add(agent, body.described()), texts, language);
    }

    @PutMapping("/rest/outgoing-servers/{id}")
    Server change(Agent agent, @PathVariable String id, @RequestBody Body body, Language language) {
        return Server.of(servers.change(agent, Ids.parse(id), body.described()), texts, language);
    }

    @DeleteMapping("/rest/outgoing-servers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable String id) {
        servers.remove(agent, Ids.parse(id));
    }

    /** Talks to the server at once: whoever pressed the button waits for what it says. */
    @PostMapping("/rest/outgoing-servers/tests")
    Result test(Agent agent, @RequestBody Body body, Language language) {
        var to = Optional.ofNullable(body.to())
                .filter(text -> !text.isBlank())
                .map(text -> EmailAddress.parse(text).orElseThrow(() -> Invalid.field("to", "email")));
        var server = servers.toTest(
                agent, body.described(), Optional.ofNullable(body.id()).map(Ids::parse));
        var result = test.run(agent.tenant(), server, to, language);
        return new Result(result.ok(), result.step().name().toLowerCase(Locale.ROOT), result.detail());
    }
}
