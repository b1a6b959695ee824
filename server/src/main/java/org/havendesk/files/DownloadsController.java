package org.havendesk.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /f/{file}/{token}/{name}}: a file for whoever holds its signed address; no cookie is read. Only pictures are
 * shown in place; everything else is handed over as a download, so that nothing of a stranger's runs on our host.
 */
@RestController
class DownloadsController {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Files files;
    private final FileLinks links;

    DownloadsController(Files files, FileLinks links) {
        this.files = files;
        this.links = links;
    }

    @GetMapping("/f/{file}/{token}/{name}")
    ResponseEntity<byte[]> download(@PathVariable String file, @PathVariable String token, @PathVariable String name) {
        var tenant = Tenants.current().orElseThrow(() -> new NotFound("file"));
        var id = FileId.of(file);
        if (!links.isGood(tenant, id, token)) {
            throw new NotFound("file");
        }
        var stored = files.find(tenant, id).orElseThrow(() -> new NotFound("file"));
        var shown = SHOWN.contains(stored.type());
        var disposition = (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(FileNames.safe(name, 200), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, shown ? stored.type() : "application/octet-stream")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(files.read(tenant, id));
    }
}
