package org.havendesk.email.mime;

import java.util.Optional;

/**
 * A file that came with a mail.
 *
 * @param name safe as a file name: no path, no control or direction characters, never empty, at most 200 characters
 * @param declaredType what the sender calls it, in lower case without parameters
 * @param detectedType what its bytes look like; trust this one
 * @param contentId without angle brackets; what {@code cid:} links in the HTML refer to
 * @param inline true when the HTML shows it in the text
 */
public record Attachment(
        String name,
        String declaredType,
        String detectedType,
        Optional<String> contentId,
        boolean inline,
        Content content) {
    /** Bytes, decoded. */
    public long size() {
        return content.size();
    }
}
