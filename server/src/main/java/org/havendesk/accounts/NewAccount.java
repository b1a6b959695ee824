package org.havendesk.accounts;

/**
 * What somebody asks for who wants an account, as typed; {@link Accounts#open} checks it.
 *
 * @param name of the account; empty takes the subdomain's words
 * @param language of the owner, one of {@code en}, {@code fr}, {@code bg}
 * @param timezone name of a time zone (IANA); one that is not known becomes UTC
 * @param region where the data shall lie; empty takes the installation's first
 */
public record NewAccount(
        String subdomain,
        String name,
        String ownerName,
        String ownerEmail,
        String language,
        String timezone,
        String region) {
    /** With nothing said about place and time. */
    public static NewAccount of(String subdomain, String name, String ownerName, String ownerEmail, String language) {
        return new NewAccount(subdomain, name, ownerName, ownerEmail, language, "", "");
    }
}
