package org.havendesk.platform;

/**
 * An account as its visitors know it.
 *
 * @param name as its people call it
 * @param host the name under which it answers, without port: {@code acme.example.com}
 * @param language in which it speaks to people whose language is unknown
 */
public record AccountSite(TenantId tenant, String name, String subdomain, String host, Language language) {}
