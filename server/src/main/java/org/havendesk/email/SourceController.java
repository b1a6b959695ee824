package org.havendesk.email;

import org.havendesk.platform.Agent;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /rest/tickets/{id}/messages/{message}/source}: the mail as it came, for whoever sees the ticket. */
@RestController
class SourceController {
    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    @GetMapping("/rest/tickets/{ticket}/messages/{message}/source")
    ResponseEntity<byte[]> source(Agent agent, @PathVariable String ticket, @PathVariable String message) {
        return plain(sources.of(agent, TicketId.of(ticket), MessageId.of(message)));
    }

    /** A stranger's bytes are shown as text and never as anything else. */
    static ResponseEntity<byte[]> plain(byte[] raw) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("mail.txt").build().toString())
                .body(raw);
    }
}
