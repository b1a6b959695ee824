package org.havendesk.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/audit}: who did what when. */
@RestController
class AuditController {
    private final AuditLog log;
    private final AuditExport export;
    private final AuditChain chain;

    AuditController(AuditLog log, AuditExport export, AuditChain chain) {
        this.log = log;
        this.export = export;
        this.chain = chain;
    }

    /**
     * Whether the log is as it was written.
     *
     * @param entries that are linked and right
     * @param firstBroken the number of the first entry that was changed, is missing or is not vouched for; null when all
     *     are right
     * @param end the number and hash of the newest linked entry, to be kept elsewhere; null when none is linked yet
     */
    record Verification(
            boolean right,
            long entries,
            @Nullable Long firstBroken,
            @Nullable String end) {}

    @GetMapping("/rest/audit")
    Page<AuditLog.Entry> page(
            Agent agent,
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable UUID object,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return log.page(agent, filter(actor, object, action, from, until), Cursor.decode(cursor), Page.limit(limit));
    }

    /** The whole log, or what the filter leaves of it, as a file. */
    @GetMapping("/rest/audit/export")
    void export(
            Agent agent,
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable UUID object,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response)
            throws IOException {
        agent.require(Permission.READ_AUDIT);
        var filter = filter(actor, object, action, from, until);
        switch (format) {
            case "csv" -> {
                file(response, "text/csv", "audit.csv");
                export.csv(agent, filter, response.getOutputStream());
            }
            case "json" -> {
                file(response, "application/x-ndjson", "audit.ndjson");
                export.json(agent, filter, response.getOutputStream());
            }
            default -> throw Invalid.field("format", "value");
        }
    }

    @GetMapping("/rest/audit/verification")
    Verification verify(Agent agent) {
        agent.require(Permission.READ_AUDIT);
        var checked = chain.verify(agent.tenant());
        return new Verification(
                checked.firstBroken().isEmpty(),
                checked.entries(),
                checked.firstBroken().orElse(null),
                checked.end().map(AuditAnchor::toString).orElse(null));
    }

    private static AuditFilter filter(
            @Nullable UUID actor,
            @Nullable UUID object,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new AuditFilter(
                Optional.ofNullable(actor),
                Optional.ofNullable(object),
                Optional.ofNullable(action).filter(word -> !word.isEmpty()),
                Optional.ofNullable(from),
                Optional.ofNullable(until));
    }

    private static void file(HttpServletResponse response, String type, String name) {
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }
}
