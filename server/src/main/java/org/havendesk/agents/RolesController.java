package org.havendesk.agents;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/roles}: the roles that an account made for itself. */
@RestController
class RolesController {
    private final CustomRoles roles;

    RolesController(CustomRoles roles) {
        this.roles = roles;
    }

    /** @param agents how many have it */
    record Item(UUID id, String name, List<String> permissions, int agents) {
        static Item of(CustomRole role, int agents) {
            var permissions =
                    role.permissions().stream().map(Permission::key).sorted().toList();
            return new Item(role.id(), role.name(), permissions, agents);
        }
    }

    record Named(UUID id, String name) {}

    record Wanted(String name, List<String> permissions) {}

    @GetMapping("/rest/roles")
    Page<Item> list(Agent agent) {
        var items = roles.all(agent).stream()
                .map(known -> Item.of(known.role(), known.agents()))
                .toList();
        return new Page<>(items, null);
    }

    /** What can be given one by one. */
    @GetMapping("/rest/roles/permissions")
    Page<String> permissions(Agent agent) {
        return new Page<>(Role.GRANTABLE.stream().map(Permission::key).sorted().toList(), null);
    }

    @PostMapping("/rest/roles")
    @ResponseStatus(HttpStatus.CREATED)
    Item create(Agent agent, @RequestBody Wanted body) {
        return Item.of(roles.make(agent, body.name(), Set.copyOf(body.permissions())), 0);
    }

    @PutMapping("/rest/roles/{id}")
    Item change(Agent agent, @PathVariable UUID id, @RequestBody Wanted body) {
        roles.change(agent, id, body.name(), Set.copyOf(body.permissions()));
        return list(agent).items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @DeleteMapping("/rest/roles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable UUID id) {
        roles.remove(agent, id);
    }
}
