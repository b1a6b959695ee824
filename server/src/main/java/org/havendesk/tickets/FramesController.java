package org.havendesk.tickets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.havendesk.platform.Agent;
import org.havendesk.platform.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A message's HTML as a page of its own, for a sandboxed frame: no script runs in it, nothing is loaded but pictures from
 * our own host, and its styles cannot reach the console (decision 11).
 */
@RestController
class FramesController {
    private static final String POLICY =
            "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";
    private static final String STYLE = """
            html{overflow:hidden}
            body{margin:0;font:14px/1.5 'Inter Variable',system-ui,sans-serif;color:#1d2626;background:#fff;overflow-wrap:anywhere}
            img{max-width:100%;height:auto}
            img[data-remote-src],img[data-missing]{display:none}
            table{max-width:100%}
            pre{white-space:pre-wrap}
            blockquote{margin-inline:0;padding-inline-start:12px;border-inline-start:2px solid #cfd8d8}
            a{color:#0b6b70}
            """;

    private final TicketThread thread;
    private final RemoteImages images;

    FramesController(TicketThread thread, RemoteImages images) {
        this.thread = thread;
        this.images = images;
    }

    record Html(String html) {}

    @GetMapping("/rest/messages/{id}/frame")
    ResponseEntity<String> frame(
            Agent agent,
            @PathVariable String id,
            @RequestParam(name = "images", defaultValue = "false") boolean withImages,
            @RequestParam(defaultValue = "false") boolean quoted) {
        var message = thread.message(agent, MessageId.of(id));
        var folded = message.quoted();
        var body = quoted && folded != null ? message.html() + folded : message.html();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "SAMEORIGIN")
                .cacheControl(CacheControl.noStore())
                .body(
                        "<!doctype html><html dir=\"auto\"><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                                + "<title>" + message.kind() + "</title><style>" + STYLE
                                + "</style></head><body dir=\"auto\">"
                                + (withImages ? images.shown(agent.tenant(), body) : body) + "</body></html>");
    }

    @GetMapping("/rest/messages/{id}/html")
    Html html(
            Agent agent,
            @PathVariable String id,
            @RequestParam(name = "images", defaultValue = "false") boolean withImages) {
        var html = thread.message(agent, MessageId.of(id)).html();
        return new Html(withImages ? images.shown(agent.tenant(), html) : html);
    }

    @GetMapping("/rest/remote-image")
    ResponseEntity<byte[]> remoteImage(Agent agent, @RequestParam String u, @RequestParam String s) {
        var picture = images.fetch(agent.tenant(), u, s).orElseThrow(() -> new NotFound("image"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.type()))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(12)).cachePrivate())
                .body(picture.bytes());
    }
}
