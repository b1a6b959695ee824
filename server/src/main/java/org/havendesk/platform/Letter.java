package org.havendesk.platform;

/**
 * A mail that a room wants sent to one person on behalf of an account. Published in the transaction that causes it; the
 * e-mail room writes it into the outbox within the same transaction.
 *
 * @param purpose one of the outbox's purposes: {@code invitation}, {@code password}, {@code welcome}, {@code notice}
 * @param html complete and safe; its texts are in the reader's language
 * @param text the same in plain text
 */
public record Letter(
        TenantId tenant, String purpose, String toName, EmailAddress to, String subject, String html, String text) {}
