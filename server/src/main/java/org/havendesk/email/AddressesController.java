package org.havendesk.email;

import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses of a department. */
@RestController
@RequestMapping("/rest/departments/{department}/addresses")
class AddressesController {
    private final Addresses addresses;

    AddressesController(Addresses addresses) {
        this.addresses = addresses;
    }

    @PostMapping
    @ResponseStatus(CREATED)
    Address add(Agent agent, @PathVariable String department, @RequestBody NewAddress body) {
        var name = body.name() == null ? "" : body.name();
        var address = body.address() == null ? "" : body.address();
        return Address.of(addresses.add(agent, DepartmentId.of(department), address, name));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(NO_CONTENT)
    void remove(Agent agent, @PathVariable String department, @PathVariable String id) {
        addresses.remove(agent, DepartmentId.of(department), Ids.parse(id));
    }

    record NewAddress(@Nullable String address, @Nullable String name) {}

    record Address(UUID id, String address, String name, boolean builtIn) {
        static Address of(MailAddress address) {
            return new Address(address.id(), address.address().value(), address.name(), address.builtIn());
        }
    }
}
