package org.havendesk.agents;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who agents are at the providers by which they sign in. */
@Component
@Transactional
class ProviderData implements PersonalData {
    private final AgentsOwn own;
    private final ProviderRows rows;

    ProviderData(AgentsOwn own, ProviderRows rows) {
        this.own = own;
        this.rows = rows;
    }

    @Override
    public String category() {
        return "data.identities";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("sign_in_provider")
                        .plain(
                                "tenant_id",
                                "key",
                                "name",
                                "issuer",
                                "client_id",
                                "client_secret",
                                "vouches",
                                "enabled",
                                "domains",
                                "created_at"),
                Store.of("agent_identity")
                        .personal("subject", "agent_id", "last_used_at")
                        .plain("tenant_id", "provider_key", "issuer", "linked_at"),
                Store.of("provider_attempt")
                        .plain("tenant_id", "state_hash", "browser_hash", "provider_key", "next", "expires_at")
                        .kept("retention.halfway"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> 0;
            case DataSubject.OfAgent agent -> rows.unlinkAll(agent.tenant(), agent.agent());
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent -> own.export(agent, "agent_identity", """
                        SELECT jsonb_build_object('provider', provider_key, 'issuer', issuer, 'subject', subject,
                                                  'linkedAt', linked_at, 'lastUsedAt', last_used_at)::text
                          FROM agent_identity WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY linked_at
                        """).stream();
        };
    }
}
