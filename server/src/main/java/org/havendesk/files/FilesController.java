package org.havendesk.files;

import java.io.IOException;
import java.util.UUID;
import org.apache.tika.Tika;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Invalid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** {@code POST /rest/files}: what an agent attaches or pastes, before the message exists. */
@RestController
class FilesController {
    /** Bytes of one upload at most. */
    static final long MAX_BYTES = 25L * 1024 * 1024;

    private static final int MAX_NAME = 200;

    private final Files files;
    private final FileLinks links;
    private final Tika tika = new Tika();

    FilesController(Files files, FileLinks links) {
        this.files = files;
        this.links = links;
    }

    record Uploaded(UUID id, String name, String type, long size, String url) {}

    @PostMapping(path = "/rest/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Uploaded upload(Agent agent, @RequestParam("file") MultipartFile file) throws IOException {
        if (file.getSize() > MAX_BYTES) {
            throw Invalid.field("file", "fileTooLarge", MAX_BYTES / 1024 / 1024);
        }
        var name = FileNames.safe(file.getOriginalFilename(), MAX_NAME);
        var bytes = file.getBytes();
        var type = tika.detect(bytes, name);
        var id = files.lend(agent.tenant(), bytes, name, type);
        return new Uploaded(
                id.value(),
                name,
                type,
                bytes.length,
                links.path(agent.tenant(), agent.id().value(), id, name));
    }
}
