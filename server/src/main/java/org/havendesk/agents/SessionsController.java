package org.havendesk.agents;

import java.time.Instant;
import java.util.UUID;
import org.havendesk.platform.Page;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/sessions}: the browsers in which the asker is signed in. */
@RestController
class SessionsController {
    private final Sessions sessions;

    SessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * @param browser its name, or empty when it is none that we know
     * @param network from which it came, never the whole address
     * @param current whether it is this one
     */
    record Item(
            UUID id,
            String browser,
            String system,
            String network,
            Instant createdAt,
            Instant lastSeenAt,
            boolean current) {

        static Item of(Sessions.Known session, SignedIn asker) {
            var device = Device.of(session.userAgent());
            return new Item(
                    session.id(),
                    device.browser(),
                    device.system(),
                    Place.of(session.ip()),
                    session.createdAt(),
                    session.lastSeenAt(),
                    asker.session().filter(session.id()::equals).isPresent());
        }
    }

    @GetMapping("/rest/sessions")
    Page<Item> list(SignedIn asker) {
        var agent = asker.agent();
        var items = sessions.of(agent.tenant(), agent.id()).stream()
                .map(session -> Item.of(session, asker))
                .toList();
        return new Page<>(items, null);
    }

    @DeleteMapping("/rest/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(SignedIn asker, @PathVariable UUID id) {
        sessions.endOne(asker.agent(), id);
    }

    /** All but the asker's own. */
    @DeleteMapping("/rest/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(SignedIn asker) {
        sessions.endOthers(asker.agent(), asker.session());
    }
}
