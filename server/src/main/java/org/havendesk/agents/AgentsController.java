package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
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
    private final OwnPassword own;
    private final AgentSettings settings;

    AgentsController(Agents agents, OwnPassword own, AgentSettings settings) {
        this.agents = agents;
        this.own = own;
        this.settings = settings;
    }

    /** @param erasedAt from when on somebody who was removed cannot be brought back */
    record Item(
            UUID id,
            String name,
            String email,
            String role,
            RolesController.@Nullable Named customRole,
            List<UUID> departments,
            Map<UUID, String> departmentRoles,
            String state,
            @Nullable Instant removedAt,
            @Nullable Instant erasedAt,
            @Nullable Instant lastSeenAt,
            boolean online,
            boolean secondFactor) {

        static Item of(Colleague colleague, AgentSettings settings) {
            return new Item(
                    colleague.id().value(),
                    colleague.name(),
                    colleague.email().value(),
                    colleague.role().key(),
                    colleague
                            .customRole()
                            .map(role -> new RolesController.Named(role.id(), role.name()))
                            .orElse(null),
                    colleague.departments().stream().map(DepartmentId::value).toList(),
                    colleague.departmentRoles().entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().value(),
                                    entry -> entry.getValue().key())),
                    colleague.state(),
                    colleague.removedAt().orElse(null),
                    colleague
                            .removedAt()
                            .map(at -> at.plus(settings.removalGrace()))
                            .orElse(null),
                    colleague.lastSeenAt().orElse(null),
                    colleague.online(),
                    colleague.secondFactor());
        }
    }

    /** @param language en, fr or bg, in which the invitation is written; the account's when there is none */
    record Newcomer(
            String name,
            String email,
            String role,
            @Nullable List<UUID> departments,
            @Nullable String language) {}

    /** @param customRole one of the account's own, for an agent */
    record NewRole(String role, @Nullable UUID customRole) {}

    /** @param roles reader, solver, supervisor or manager by department; solver where none is named */
    record NewDepartments(List<UUID> departments, @Nullable Map<UUID, String> roles) {}

    record NewDepartmentRole(String role) {}

    @GetMapping("/rest/agents")
    Page<Item> list(
            Agent agent,
            @RequestParam(defaultValue = "false") boolean removed,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var page = removed
                ? agents.removed(agent, Cursor.decode(cursor), Page.limit(limit))
                : agents.all(agent, Cursor.decode(cursor), Page.limit(limit));
        return page.map(this::item);
    }

    @PostMapping("/rest/agents")
    @ResponseStatus(HttpStatus.CREATED)
    Item create(Agent agent, @RequestBody Newcomer body) {
        var email = EmailAddress.parse(body.email());
        var role = Role.of(body.role());
        var language = Optional.ofNullable(body.language()).flatMap(Language::of);
        new Invalid.Check()
                .that(email.isPresent(), "email", "email")
                .that(role.isPresent(), "role", "value")
                .that(body.language() == null || language.isPresent(), "language", "value")
                .done();
        var departments = Optional.ofNullable(body.departments()).orElse(List.of());
        var newcomer =
                new Agents.Newcomer(body.name(), email.orElseThrow(), role.orElseThrow(), ids(departments), language);
        return item(agents.invite(agent, newcomer));
    }

    @PostMapping("/rest/agents/{id}/invitation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void inviteAgain(Agent agent, @PathVariable UUID id) {
        agents.inviteAgain(agent, new AgentId(id));
    }

    @PutMapping("/rest/agents/{id}/role")
    Item changeRole(Agent agent, @PathVariable UUID id, @RequestBody NewRole body) {
        var role = Role.of(body.role()).orElseThrow(() -> Invalid.field("role", "value"));
        return item(agents.changeRole(agent, new AgentId(id), role, Optional.ofNullable(body.customRole())));
    }

    @PutMapping("/rest/agents/{id}/departments")
    Item place(Agent agent, @PathVariable UUID id, @RequestBody NewDepartments body) {
        var named = Optional.ofNullable(body.roles()).orElse(Map.of());
        var departments = ids(body.departments()).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        department -> departmentRole("roles", named.getOrDefault(department.value(), "solver"))));
        return item(agents.place(agent, new AgentId(id), departments));
    }

    @PutMapping("/rest/agents/{id}/departments/{department}")
    Item placeIn(
            Agent agent, @PathVariable UUID id, @PathVariable UUID department, @RequestBody NewDepartmentRole body) {
        var role = departmentRole("role", body.role());
        return item(agents.placeIn(agent, new AgentId(id), new DepartmentId(department), role));
    }

    @DeleteMapping("/rest/agents/{id}/departments/{department}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeFrom(Agent agent, @PathVariable UUID id, @PathVariable UUID department) {
        agents.takeFrom(agent, new AgentId(id), new DepartmentId(department));
    }

    /** Hands one's ownership over. */
    @PostMapping("/rest/agents/{id}/ownership")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOver(Agent agent, @PathVariable UUID id, @RequestBody Password body) {
        agent.require(Permission.MANAGE_OWNERS);
        own.check(agent, "password", body.password());
        agents.handOver(agent, new AgentId(id));
    }

    /** @param password the asker's own */
    record Password(String password) {}

    private static DepartmentRole departmentRole(String field, String key) {
        return DepartmentRole.of(key).orElseThrow(() -> Invalid.field(field, "value"));
    }

    /** Brings back somebody who was removed. */
    @PostMapping("/rest/agents/{id}/restoration")
    Item bringBack(Agent agent, @PathVariable UUID id) {
        return item(agents.bringBack(agent, new AgentId(id)));
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

    private Item item(Colleague colleague) {
        return Item.of(colleague, settings);
    }

    private static Set<DepartmentId> ids(List<UUID> departments) {
        return departments.stream().map(DepartmentId::new).collect(Collectors.toUnmodifiableSet());
    }
}
