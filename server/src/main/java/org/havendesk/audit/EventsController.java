package org.havendesk.audit;

import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /rest/events}: what was refused or went wrong in the last thirty days. */
@RestController
class EventsController {
    private final EventLog log;

    EventsController(EventLog log) {
        this.log = log;
    }

    @GetMapping("/rest/events")
    Page<EventLog.Entry> page(
            Agent agent,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return log.page(
                agent,
                Optional.ofNullable(kind).filter(word -> !word.isEmpty()),
                Cursor.decode(cursor),
                Page.limit(limit));
    }
}
