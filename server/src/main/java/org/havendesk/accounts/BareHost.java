package org.havendesk.accounts;

import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The installation's own host, which is no account's. */
@Component
class BareHost {
    private final String name;

    BareHost(@Value("${havendesk.host}") String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** @throws NotFound when the request came to an account's host: these pages are not there */
    void require() {
        if (Tenants.current().isPresent()) {
            throw new NotFound("page");
        }
    }
}
