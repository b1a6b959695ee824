package org.havendesk.accounts;

/**
 * How far an account is that somebody waits for.
 *
 * @param progress 0 to 100; never less than it was
 */
public record Building(Account account, int progress) {
    public boolean done() {
        return account.status() == AccountStatus.ACTIVE;
    }
}
