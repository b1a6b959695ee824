package org.havendesk.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.ContactId;

/**
 * Somebody who writes to an account.
 *
 * @param name may be empty
 * @param email where answers go
 * @param addresses all addresses this person is known by
 */
public record Contact(
        ContactId id, String name, Optional<String> email, List<String> addresses, String note, Instant createdAt) {}
