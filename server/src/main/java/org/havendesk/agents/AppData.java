package org.havendesk.agents;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which programs of others agents let act for them. */
@Component
@Transactional
class AppData implements PersonalData {
    private final JdbcClient db;
    private final AppRows rows;

    AppData(JdbcClient db, AppRows rows) {
        this.db = db;
        this.rows = rows;
    }

    @Override
    public String category() {
        return "data.apps";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("oauth_client").plain("tenant_id", "id", "name", "redirect_uris", "secret_hash", "created_at"),
                Store.of("oauth_grant")
                        .personal("agent_id", "scopes", "used_at")
                        .plain("tenant_id", "id", "client_id", "created_at"),
                Store.of("oauth_token")
                        .plain(
                                "tenant_id",
                                "token_hash",
                                "kind",
                                "grant_id",
                                "redirect_uri",
                                "challenge",
                                "expires_at",
                                "used_at")
                        .kept("retention.appToken"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> 0;
            case DataSubject.OfAgent agent -> rows.endAll(agent.tenant(), agent.agent());
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent ->
                db
                        .sql("""
                        SELECT jsonb_build_object('app', c.name, 'scopes', g.scopes, 'createdAt', g.created_at,
                                                  'usedAt', g.used_at)::text
                          FROM oauth_grant g
                          JOIN oauth_client c ON c.tenant_id = g.tenant_id AND c.id = g.client_id
                         WHERE g.tenant_id = :tenant AND g.agent_id = :agent ORDER BY g.created_at
                        """)
                        .param("tenant", agent.tenant().value())
                        .param("agent", agent.agent().value())
                        .query((row, line) -> new Entry("oauth_grant", row.getString(1)))
                        .list()
                        .stream();
        };
    }
}
