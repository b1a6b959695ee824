package org.havendesk.tickets;

/**
 * Somebody a message is from or to.
 *
 * @param name may be empty
 * @param email lower case
 */
public record Recipient(String name, String email) {}
