package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/agents}: who works here, and inviting, moving and removing them. */
@RestController
class AgentsController {
    private final Agents agents;

    AgentsController(Agents agents) {
        this.agents = agents;
    }

    record Item(
            UUID id,
            String name,
            String email,
            String role,
            List<UUID> departments,
            String state,
            @Nullable Instant lastSeenAt,
            boolean online,
            boolean secondFactor) {

        static Item of(Colleague colleague) {
            return new Item(
                    colleague.id().value(),
                    colleague.name(),
                    colleague.email().value(),
                    colleague.role().key(),
                    colleague.departments().stream().map(DepartmentId::value).toList(),
                    colleague.active() ? "active" : "invited",
                    colleague.lastSeenAt().orElse(null),
                    colleague.online(),
                    colleague.secondFactor());
        }
    }

    record Newcomer(
            String name,
            String email,
            String role,
            @Nullable List<UUID> departments) {}

    record NewRole(String role) {}

    record NewDepartments(List<UUID> departments) {}

    @GetMapping("/rest/agents")
    Page<Item> list(
            Agent agent,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return agents.all(agent, Cursor.decode(cursor), Page.limit(limit)).map(Item::of);
    }

    @PostMapping("/rest/agents")
    @ResponseStatus(HttpStatus.CREATED)
    Item create(Agent agent, @RequestBody Newcomer body) {
        var email = EmailAddress.parse(body.email());
        var role = Role.of(body.role());
        new Invalid.Check()
                .that(email.isPresent(), "email", "email")
                .that(role.isPresent(), "role", "value")
                .done();
        var departments = Optional.ofNullable(body.departments()).orElse(List.of());
        return Item.of(agents.invite(
                agent, new Agents.Newcomer(body.name(), email.orElseThrow(), role.orElseThrow(), ids(departments))));
    }

    @PostMapping("/rest/agents/{id}/invitation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void inviteAgain(Agent agent, @PathVariable UUID id) {
        agents.inviteAgain(agent, new AgentId(id));
    }

    @PutMapping("/rest/agents/{id}/role")
    Item changeRole(Agent agent, @PathVariable UUID id, @RequestBody NewRole body) {
        var role = Role.of(body.role()).orElseThrow(() -> Invalid.field("role", "value"));
        return Item.of(agents.changeRole(agent, new AgentId(id), role));
    }

    @PutMapping("/rest/agents/{id}/departments")
    Item place(Agent agent, @PathVariable UUID id, @RequestBody NewDepartments body) {
        return Item.of(agents.place(agent, new AgentId(id), ids(body.departments())));
    }

    @DeleteMapping("/rest/agents/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Agent agent, @PathVariable UUID id) {
        agents.signOut(agent, new AgentId(id));
    }

    @DeleteMapping("/rest/agents/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetFactor(Agent agent, @PathVariable UUID id) {
        agents.resetFactor(agent, new AgentId(id));
    }

    @DeleteMapping("/rest/agents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable UUID id) {
        agents.remove(agent, new AgentId(id));
    }

    private static Set<DepartmentId> ids(List<UUID> departments) {
        return departments.stream().map(DepartmentId::new).collect(Collectors.toUnmodifiableSet());
    }
}
