package org.havendesk.email.mime;

import java.util.Optional;
import java.util.Set;

/**
 * A file as it was found, before it is known whether the HTML shows it.
 *
 * @param ownId what to link it by when the sender gave it no Content-ID
 */
record FoundFile(
        String name,
        String type,
        Optional<String> contentId,
        Optional<String> location,
        String ownId,
        Content content) {
    String linkedId() {
        return contentId.orElse(ownId);
    }

    /** @param shown the ids that the HTML links to */
    Attachment attachment(Set<String> shown) {
        var inline = shown.contains(linkedId());

        return new Attachment(
                name,
                type,
                FileTypes.detect(content, name),
                inline ? Optional.of(linkedId()) : contentId,
                inline,
                content);
    }
}
