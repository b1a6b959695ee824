package org.havendesk.tickets;

import java.util.List;
import java.util.Optional;
import org.havendesk.files.FileId;

/**
 * What an agent answers.
 *
 * @param html sanitised; not empty
 * @param recipients to whom; without, the requester and those in copy
 * @param files uploaded before
 * @param then where the ticket goes after the answer; without, to answered
 */
public record Reply(String html, Optional<Recipients> recipients, List<FileUse> files, Optional<Status> then) {
    /** A file uploaded before, under the name that it is sent with. */
    public record FileUse(FileId id, String name) {}
}
