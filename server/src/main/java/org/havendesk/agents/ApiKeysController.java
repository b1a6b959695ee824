package org.havendesk.agents;

import java.util.List;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/apikeys}: an agent's own keys for programs. */
@RestController
class ApiKeysController {
    private final ApiKeys keys;

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    record Named(String name) {}

    @GetMapping("/rest/apikeys")
    Page<ApiKeys.ApiKey> list(Agent agent) {
        return new Page<>(List.copyOf(keys.of(agent)), null);
    }

    @PostMapping("/rest/apikeys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewKey create(Agent agent, @RequestBody Named body) {
        return keys.make(agent, body.name());
    }

    @DeleteMapping("/rest/apikeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Agent agent, @PathVariable UUID id) {
        keys.end(agent, id);
    }
}
