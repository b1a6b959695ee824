package org.havendesk.agents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that somebody wants.
 *
 * @param scopes what it may be used for; {@code *} for all that its maker may do
 * @param type for what kind of program: API, chat, phone, directory, ticket, web
 * @param networks from where it may be used; empty: from anywhere
 * @param installation of a program, whose former key this one replaces
 */
record NewKey(
        String name,
        Set<String> scopes,
        String type,
        String networks,
        Optional<Instant> expiresAt,
        Optional<String> installation) {

    static NewKey named(String name) {
        return new NewKey(name, Set.of(KeyScopes.EVERYTHING), "A", "", Optional.empty(), Optional.empty());
    }
}
