package org.havendesk.agents;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who works in an account. With the profile go the departments, sessions, links and keys. */
@Component
@Transactional
class ProfileData implements PersonalData {
    private final AgentsOwn own;
    private final AgentRows rows;
    private final Sessions sessions;

    ProfileData(AgentsOwn own, AgentRows rows, Sessions sessions) {
        this.own = own;
        this.rows = rows;
        this.sessions = sessions;
    }

    @Override
    public String category() {
        return "data.agentProfile";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("agent")
                        .personal(
                                "id",
                                "name",
                                "email",
                                "former_email",
                                "external_id",
                                "password_hash",
                                "password_changed_at",
                                "language",
                                "timezone",
                                "signature",
                                "last_seen_at")
                        .plain(
                                "tenant_id",
                                "role",
                                "role_id",
                                "state",
                                "removed_at",
                                "switched_off",
                                "theme",
                                "density",
                                "created_at"),
                Store.of("agent_department").personal("agent_id").plain("tenant_id", "department_id", "role"),
                Store.of("agent_role").plain("tenant_id", "id", "name", "permissions", "created_at"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> 0;
            case DataSubject.OfAgent agent -> {
                if (rows.find(agent.tenant(), agent.agent()).isEmpty()
                        && rows.findRemoved(agent.tenant(), agent.agent()).isEmpty()) {
                    yield 0;
                }
                sessions.endAll(agent.tenant(), agent.agent(), Optional.empty());
                yield rows.remove(agent.tenant(), agent.agent()) ? 1 : 0;
            }
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent -> own.export(agent, "agent", """
                        SELECT jsonb_build_object('name', name, 'email', coalesce(former_email, email),
                                                  'externalId', external_id, 'role', role, 'language', language,
                                                  'timezone', timezone, 'signature', signature, 'createdAt', created_at,
                                                  'lastSeenAt', last_seen_at, 'passwordChangedAt', password_changed_at)::text
                          FROM agent WHERE tenant_id = :tenant AND id = :agent
                        """).stream();
        };
    }
}
