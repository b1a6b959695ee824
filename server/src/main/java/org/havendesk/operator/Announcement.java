package org.havendesk.operator;

import org.havendesk.accounts.FirstOwner;
import org.havendesk.platform.web.Links;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on the standard output that Havendesk serves, and lets whoever started it in as the first owner. */
@Component
class Announcement {
    private final FirstOwner firstOwner;
    private final Links links;

    Announcement(FirstOwner firstOwner, Links links) {
        this.firstOwner = firstOwner;
        this.links = links;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        System.out.println("Havendesk is ready: " + links.toInstallation(""));
        firstOwner
                .token()
                .ifPresent(token -> System.out.println(
                        "First owner: " + links.toInstallation("/first/" + token) + " (works once)"));
        System.out.flush();
    }
}
