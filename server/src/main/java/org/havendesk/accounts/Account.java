package org.havendesk.accounts;

import org.havendesk.platform.TenantId;

/**
 * A help desk of its own on this installation. It holds no person.
 *
 * @param subdomain the first part of its host
 * @param host the whole host, as {@code acme.example.com}, without a port
 * @param language in which it speaks to people whose language is unknown
 * @param timezone name of a time zone (IANA)
 */
public record Account(
        TenantId id,
        String subdomain,
        String host,
        String name,
        AccountStatus status,
        String language,
        String timezone,
        String region) {}
