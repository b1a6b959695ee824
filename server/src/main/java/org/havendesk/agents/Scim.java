package org.havendesk.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.web.SignedIn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a directory does with the agents of an account (SCIM 2.0, RFC 7644), by a key that opens nothing else. It brings in
 * agents, never admins or owners; it may do to others what the maker of its key may, and nothing to owners.
 */
@Service
@Transactional
class Scim {
    private static final int MAX_EXTERNAL_ID = 200;

    private final ScimRows rows;
    private final Agents agents;

    Scim(ScimRows rows, Agents agents) {
        this.rows = rows;
        this.agents = agents;
    }

    /** How a directory wants somebody to be. */
    record Wanted(EmailAddress email, String name, Optional<String> externalId, boolean active) {}

    /** @param total how many there are in all */
    record Found(int total, List<ScimRows.Person> people) {}

    /**
     * Who asks.
     *
     * @throws RouteGuard.OutOfScope when they show no key that was made for this alone
     * @throws Forbidden when its maker may bring in people no more
     */
    static Agent require(SignedIn signedIn) {
        if (signedIn.session().isPresent() || !signedIn.scopes().equals(Set.of(KeyScopes.SCIM))) {
            throw new RouteGuard.OutOfScope(KeyScopes.SCIM);
        }
        signedIn.agent().require(Permission.MANAGE_ADMINS);
        return signedIn.agent();
    }

    /** @param offset how many to leave out, the oldest first */
    @Transactional(readOnly = true)
    Found list(Agent agent, ScimRows.Filter filter, int offset, int limit) {
        return new Found(rows.count(agent.tenant(), filter), rows.page(agent.tenant(), filter, offset, limit));
    }

    /** @throws NotFound when the directory sees nobody such */
    @Transactional(readOnly = true)
    ScimRows.Person find(Agent agent, AgentId id) {
        return rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("agent"));
    }

    /**
     * Somebody new, an agent in no department, who gets a mail by which they come in.
     *
     * @param language in which the directory says that they read
     * @throws Conflict when the directory sees somebody of this address, or calls somebody else so
     * @throws Invalid when the name cannot be used, or they are to be switched off at once
     */
    ScimRows.Person create(Agent agent, Wanted wanted, Optional<Language> language) {
        new Invalid.Check().that(wanted.active(), "active", "value").done();
        check(wanted);
        if (rows.count(agent.tenant(), new ScimRows.Filter.ByAddress(wanted.email())) > 0) {
            throw new Conflict("addressTaken");
        }
        var newcomer = new Agents.Newcomer(wanted.name(), wanted.email(), Role.AGENT, Set.of(), language);
        var id = agents.invite(agent, newcomer).id();
        call(agent, id, Optional.empty(), wanted.externalId());
        return find(agent, id);
    }

    /**
     * Who is switched off is removed, with the days in which switching on brings them back.
     *
     * @throws NotFound when the directory sees nobody such
     * @throws Forbidden when it is an owner, or somebody whom the maker of the key may not touch
     * @throws Conflict when the directory calls somebody else so, or the address is somebody else's
     */
    ScimRows.Person replace(Agent agent, AgentId id, Wanted wanted) {
        var before = touchable(agent, id);
        check(wanted);
        if (wanted.active() && !before.active() && !agents.bringBack(agent, id).active()) {
            agents.inviteAgain(agent, id);
        }
        if (wanted.active()) {
            agents.rename(agent, id, wanted.name(), wanted.email());
        }
        if (!wanted.active() && before.active()) {
            agents.remove(agent, id);
            rows.see(agent.tenant(), id, true);
        }
        call(agent, id, find(agent, id).externalId(), wanted.externalId());
        return find(agent, id);
    }

    /** The agent is removed, and the directory sees them no more. */
    void remove(Agent agent, AgentId id) {
        if (touchable(agent, id).active()) {
            agents.remove(agent, id);
        }
        rows.call(agent.tenant(), id, Optional.empty());
        rows.see(agent.tenant(), id, false);
    }

    private ScimRows.Person touchable(Agent agent, AgentId id) {
        var person = find(agent, id);
        if (person.role() == Role.OWNER) {
            throw new Forbidden(Permission.MANAGE_OWNERS);
        }
        agent.require(person.role().toTouch());
        return person;
    }

    private void call(Agent agent, AgentId id, Optional<String> before, Optional<String> externalId) {
        if (before.equals(externalId)) {
            return;
        }
        try {
            rows.call(agent.tenant(), id, externalId);
        } catch (DuplicateKeyException e) {
            throw new Conflict("externalId");
        }
    }

    private static void check(Wanted wanted) {
        new Invalid.Check()
                .that(
                        wanted.externalId()
                                .filter(id -> id.isEmpty() || id.length() > MAX_EXTERNAL_ID)
                                .isEmpty(),
                        "externalId",
                        "tooLong",
                        MAX_EXTERNAL_ID)
                .done();
    }
}
