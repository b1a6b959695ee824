package org.havendesk.tickets;

import org.havendesk.files.FileId;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param contentId by which the message's HTML refers to it, without angle brackets
 * @param inline shown inside the message rather than below it
 */
public record Attached(
        FileId file,
        String name,
        String type,
        long size,
        @Nullable String contentId,
        boolean inline) {}
