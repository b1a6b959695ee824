package org.havendesk.agents;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.Permission;

/**
 * The one table of who may do what through {@code /rest}, and with which scope a key may do it. A line is a method, a
 * path, a scope and a right:
 *
 * <ul>
 *   <li>{@code open} for everybody, signed in or not;
 *   <li>{@code own} for whoever is signed in, about themselves or what all may see;
 *   <li>{@code reader}, {@code solver}, {@code supervisor}, {@code manager} for whoever is at least that in the department
 *       that it is about; what lies elsewhere is not there;
 *   <li>the name of a permission, for whoever holds it.
 * </ul>
 *
 * A route without a line is closed to keys, and fails the build.
 */
final class RouteTable {
    private static final String TABLE = """
            GET     /rest/account                                    settings.read        own
            PUT     /rest/account                                    settings.write       settings.manage
            GET     /rest/account/dkim                               settings.read        settings.manage
            POST    /rest/account/dkim                               settings.write       settings.manage
            DELETE  /rest/account/dkim/{domain}                      settings.write       settings.manage
            POST    /rest/account/dkim/{domain}/check                settings.write       settings.manage
            GET     /rest/account/mail                               settings.read        settings.manage
            PUT     /rest/account/mail                               settings.write       settings.manage
            GET     /rest/agents                                     agent.read           own
            POST    /rest/agents                                     agent.manage         agents.manage
            DELETE  /rest/agents/{id}                                agent.manage         agents.manage
            PUT     /rest/agents/{id}/departments                    agent.manage         agents.manage
            PUT     /rest/agents/{id}/departments/{department}       agent.manage         manager
            DELETE  /rest/agents/{id}/departments/{department}       agent.manage         manager
            POST    /rest/agents/{id}/invitation                     agent.manage         agents.manage
            POST    /rest/agents/{id}/ownership                      agent.manage         owners.manage
            POST    /rest/agents/{id}/restoration                    agent.manage         agents.manage
            PUT     /rest/agents/{id}/role                           agent.manage         agents.manage
            DELETE  /rest/agents/{id}/second-factor                  agent.manage         agents.manage
            DELETE  /rest/agents/{id}/sessions                       agent.manage         agents.manage
            POST    /rest/apikey-sign-ins                            api.write_own        open
            GET     /rest/apikeys                                    api.read_own         own
            POST    /rest/apikeys                                    api.write_own        api.use
            GET     /rest/apikeys/scopes                             api.read_own         own
            DELETE  /rest/apikeys/{id}                               api.write_own        own
            GET     /rest/audit                                      eventlogs.read       audit.read
            GET     /rest/audit/export                               eventlogs.read       audit.read
            GET     /rest/audit/verification                         eventlogs.read       audit.read
            GET     /rest/contacts                                   contact.read         own
            GET     /rest/contacts/{id}                              contact.read         own
            PUT     /rest/contacts/{id}                              contact.edit         own
            GET     /rest/departments                                agent.own            own
            POST    /rest/departments                                settings.write       settings.manage
            PUT     /rest/departments/{id}                           settings.write       settings.manage
            DELETE  /rest/departments/{id}                           settings.write       settings.manage
            GET     /rest/departments/{id}/mail                      settings.read        settings.manage
            PUT     /rest/departments/{id}/mail                      settings.write       settings.manage
            POST    /rest/departments/{department}/addresses         settings.write       settings.manage
            DELETE  /rest/departments/{department}/addresses/{id}    settings.write       settings.manage
            GET     /rest/events                                     eventlogs.read       audit.read
            POST    /rest/files                                      file.add             own
            GET     /rest/mailboxes                                  settings.read        settings.manage
            POST    /rest/mailboxes                                  settings.write       settings.manage
            POST    /rest/mailboxes/tests                            settings.write       settings.manage
            PUT     /rest/mailboxes/{id}                             settings.write       settings.manage
            DELETE  /rest/mailboxes/{id}                             settings.write       settings.manage
            POST    /rest/messages/{id}/delivery                     ticket.answer        solver
            GET     /rest/messages/{id}/frame                        ticket.read          reader
            GET     /rest/messages/{id}/html                         ticket.read          reader
            GET     /rest/outbox                                     settings.read        settings.manage
            GET     /rest/outbox/{id}                                settings.read        settings.manage
            DELETE  /rest/outbox/{id}                                settings.write       settings.manage
            POST    /rest/outbox/{id}/retry                          settings.write       settings.manage
            GET     /rest/outgoing-servers                           settings.read        settings.manage
            POST    /rest/outgoing-servers                           settings.write       settings.manage
            POST    /rest/outgoing-servers/tests                     settings.write       settings.manage
            PUT     /rest/outgoing-servers/{id}                      settings.write       settings.manage
            DELETE  /rest/outgoing-servers/{id}                      settings.write       settings.manage
            POST    /rest/password-resets                            agent.own            open
            PUT     /rest/passwords                                  agent.own            open
            PUT     /rest/profile                                    agent.own            own
            GET     /rest/profile/apps                               agent.own            own
            DELETE  /rest/profile/apps/{id}                          agent.own            own
            GET     /rest/profile/identities                         agent.own            own
            DELETE  /rest/profile/identities/{key}                   agent.own            own
            GET     /rest/profile/notifications                      agent.own            own
            PUT     /rest/profile/notifications                      agent.own            own
            GET     /rest/profile/passkeys                           agent.own            own
            POST    /rest/profile/passkeys                           agent.own            own
            POST    /rest/profile/passkeys/options                   agent.own            own
            PUT     /rest/profile/passkeys/{id}                      agent.own            own
            DELETE  /rest/profile/passkeys/{id}                      agent.own            own
            PUT     /rest/profile/password                           agent.own            own
            POST    /rest/profile/reauthentication                   agent.own            own
            POST    /rest/profile/reauthentication/options           agent.own            own
            GET     /rest/profile/second-factor                      agent.own            own
            POST    /rest/profile/second-factor                      agent.own            own
            PUT     /rest/profile/second-factor                      agent.own            own
            POST    /rest/profile/second-factor/recovery-codes       agent.own            own
            POST    /rest/profile/second-factor/removal              agent.own            own
            GET     /rest/quarantine                                 settings.read        settings.manage
            DELETE  /rest/quarantine/{id}                            settings.write       settings.manage
            POST    /rest/quarantine/{id}/retry                      settings.write       settings.manage
            GET     /rest/quarantine/{id}/source                     settings.read        settings.manage
            GET     /rest/remote-image                               ticket.read          own
            GET     /rest/roles                                      agent.read           agents.manage
            POST    /rest/roles                                      agent.manage         security.manage
            GET     /rest/roles/permissions                          agent.read           agents.manage
            PUT     /rest/roles/{id}                                 agent.manage         security.manage
            DELETE  /rest/roles/{id}                                 agent.manage         security.manage
            GET     /rest/security/apps                              settings.read        security.manage
            POST    /rest/security/apps                              settings.write       security.manage
            PUT     /rest/security/apps/{id}                         settings.write       security.manage
            POST    /rest/security/apps/{id}/secret                  settings.write       security.manage
            DELETE  /rest/security/apps/{id}                         settings.write       security.manage
            GET     /rest/security/networks                          settings.read        security.manage
            PUT     /rest/security/networks                          settings.write       security.manage
            GET     /rest/security/passwords                         settings.read        security.manage
            PUT     /rest/security/passwords                         settings.write       security.manage
            GET     /rest/security/providers                         settings.read        security.manage
            PUT     /rest/security/providers/{key}                   settings.write       security.manage
            DELETE  /rest/security/providers/{key}                   settings.write       security.manage
            GET     /rest/security/second-factor                     settings.read        security.manage
            PUT     /rest/security/second-factor                     settings.write       security.manage
            GET     /rest/security/sign-in                           settings.read        security.manage
            PUT     /rest/security/sign-in                           settings.write       security.manage
            GET     /rest/session                                    agent.own            own
            POST    /rest/session                                    agent.own            open
            DELETE  /rest/session                                    agent.own            own
            GET     /rest/sessions                                   agent.own            own
            DELETE  /rest/sessions                                   agent.own            own
            DELETE  /rest/sessions/{id}                              agent.own            own
            GET     /rest/spam/marks                                 settings.read        settings.manage
            DELETE  /rest/spam/marks/{id}                            settings.write       settings.manage
            GET     /rest/spam/relays                                settings.read        settings.manage
            PUT     /rest/spam/relays                                settings.write       settings.manage
            GET     /rest/spam/report                                settings.read        settings.manage
            GET     /rest/spam/senders                               settings.read        settings.manage
            POST    /rest/spam/senders                               settings.write       settings.manage
            DELETE  /rest/spam/senders/{id}                          settings.write       settings.manage
            GET     /rest/spam/settings                              settings.read        settings.manage
            PUT     /rest/spam/settings                              settings.write       settings.manage
            GET     /rest/spam/traps                                 settings.read        settings.manage
            PUT     /rest/spam/traps                                 settings.write       settings.manage
            GET     /rest/spam/undoing                               settings.read        settings.manage
            POST    /rest/spam/undoing                               settings.write       settings.manage
            GET     /rest/tickets                                    ticket.read          own
            POST    /rest/tickets                                    ticket.create        own
            POST    /rest/tickets/actions                            ticket.mass          own
            GET     /rest/tickets/{id}                               ticket.read          reader
            POST    /rest/tickets/{id}/answered                      ticket.change_state  solver
            PUT     /rest/tickets/{id}/assignment                    ticket.operate       solver
            PUT     /rest/tickets/{id}/department                    ticket.operate       solver
            PUT     /rest/tickets/{id}/draft                         ticket.answer        solver
            DELETE  /rest/tickets/{id}/draft                         ticket.answer        solver
            GET     /rest/tickets/{id}/judgement                     ticket.read          reader
            GET     /rest/tickets/{id}/messages                      ticket.read          reader
            POST    /rest/tickets/{id}/notes                         ticket.operate       solver
            PUT     /rest/tickets/{id}/postponement                  ticket.change_state  solver
            DELETE  /rest/tickets/{id}/postponement                  ticket.change_state  solver
            PUT     /rest/tickets/{id}/read                          ticket.read          reader
            DELETE  /rest/tickets/{id}/read                          ticket.read          reader
            POST    /rest/tickets/{id}/replies                       ticket.answer        solver
            PUT     /rest/tickets/{id}/resolution                    ticket.close         solver
            DELETE  /rest/tickets/{id}/resolution                    ticket.change_state  solver
            PUT     /rest/tickets/{id}/spam                          ticket.change_state  solver
            PUT     /rest/tickets/{id}/suspicion                     ticket.change_state  solver
            DELETE  /rest/tickets/{id}/spam                          ticket.change_state  solver
            PUT     /rest/tickets/{id}/subject                       ticket.operate       solver
            PUT     /rest/tickets/{id}/tags                          ticket.operate       solver
            PUT     /rest/tickets/{id}/trash                         ticket.change_state  solver
            DELETE  /rest/tickets/{id}/trash                         ticket.change_state  solver
            GET     /rest/tickets/{ticket}/messages/{message}/source ticket.read          reader
            GET     /rest/views                                      ticket.read          own
            """;

    private static final Map<String, Line> LINES = TABLE.lines()
            .filter(line -> !line.isBlank())
            .map(Line::of)
            .collect(Collectors.toUnmodifiableMap(Line::route, Function.identity()));

    private RouteTable() {}

    /** @param route method and path, as {@code GET /rest/tickets/{id}} */
    record Line(String route, String scope, String right) {
        private static Line of(String line) {
            var words = line.strip().split("\\s+");
            if (words.length != 4) {
                throw new IllegalStateException("A line of the table has four words: " + line);
            }
            return new Line(words[0] + " " + words[1], words[2], words[3]);
        }

        /** The permission that the route asks for, when it asks for one. */
        Optional<Permission> permission() {
            return Arrays.stream(Permission.values())
                    .filter(permission -> permission.key().equals(right))
                    .findFirst();
        }
    }

    static Optional<Line> line(String method, String path) {
        return Optional.ofNullable(LINES.get(method + " " + path));
    }

    static Map<String, Line> lines() {
        return LINES;
    }

    /** Scopes that open at least one route to whoever holds these permissions. */
    static Set<String> useful(Set<Permission> permissions) {
        return LINES.values().stream()
                .filter(line -> line.permission().map(permissions::contains).orElse(true))
                .map(Line::scope)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Scopes that a key of whoever holds these permissions may be made for: the useful ones, and those that open nothing to
     * anybody, since programs written for other help desks ask for them.
     */
    static Set<String> grantable(Set<Permission> permissions) {
        var useful = useful(permissions);
        var opening = LINES.values().stream().map(Line::scope).collect(Collectors.toSet());
        return KeyScopes.all().stream()
                .filter(scope -> useful.contains(scope) || !opening.contains(scope))
                .collect(Collectors.toUnmodifiableSet());
    }
}
