package org.havendesk.agents;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The passkeys of agents, and what their devices were asked to sign. */
@Component
@Transactional
class PasskeyData implements PersonalData {
    private final AgentsOwn own;
    private final PasskeyRows rows;

    PasskeyData(AgentsOwn own, PasskeyRows rows) {
        this.own = own;
        this.rows = rows;
    }

    @Override
    public String category() {
        return "data.passkeys";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("agent_passkey")
                        .personal(
                                "agent_id",
                                "credential_id",
                                "credential",
                                "sign_count",
                                "backed_up",
                                "transports",
                                "name",
                                "last_used_at")
                        .plain("tenant_id", "id", "verifies", "backup_eligible", "created_at"),
                Store.of("passkey_challenge")
                        .personal("agent_id")
                        .plain("tenant_id", "challenge_hash", "purpose", "expires_at")
                        .kept("retention.challenge"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> 0;
            case DataSubject.OfAgent agent -> {
                own.erase(agent, "DELETE FROM passkey_challenge WHERE tenant_id = :tenant AND agent_id = :agent");
                yield rows.removeAll(agent.tenant(), agent.agent());
            }
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent -> own.export(agent, "agent_passkey", """
                        SELECT jsonb_build_object('name', name, 'createdAt', created_at, 'lastUsedAt', last_used_at,
                                                  'synced', backed_up, 'transports', transports)::text
                          FROM agent_passkey WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY created_at
                        """).stream();
        };
    }
}
