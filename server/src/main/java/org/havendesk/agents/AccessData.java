package org.havendesk.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How agents come in: sessions, one-time links, keys, and the answers kept for programs. An answer can hold words of
 * anybody, so an erasure drops all of an account's: a client that repeats a request then is told it was another.
 */
@Component
@Transactional
class AccessData implements PersonalData {
    private final JdbcClient db;
    private final AgentsOwn own;
    private final Passes passes;

    AccessData(JdbcClient db, AgentsOwn own, Passes passes) {
        this.db = db;
        this.own = own;
        this.passes = passes;
    }

    @Override
    public String category() {
        return "data.agentAccess";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("agent_session")
                        .personal("agent_id", "ip", "user_agent", "last_seen_at")
                        .plain("tenant_id", "token_hash", "id", "created_at", "expires_at", "proved_at", "vouched")
                        .kept("retention.session"),
                Store.of("agent_link")
                        .personal("agent_id")
                        .plain("tenant_id", "token_hash", "purpose", "created_at", "expires_at", "used_at")
                        .kept("retention.link"),
                Store.of("api_key")
                        .personal("agent_id", "name", "networks", "install_id", "last_used_at")
                        .plain("tenant_id", "id", "key_hash", "scopes", "type", "created_at", "expires_at", "grant_id"),
                Store.of("agent_totp")
                        .personal("agent_id", "secret", "last_step", "created_at", "confirmed_at")
                        .plain("tenant_id"),
                Store.of("agent_recovery_code").personal("agent_id").plain("tenant_id", "code_hash"),
                Store.of("agent_halfway")
                        .personal("agent_id")
                        .plain("tenant_id", "token_hash", "how", "proved", "expires_at")
                        .kept("retention.halfway"),
                Store.of("agent_device")
                        .personal("agent_id", "last_seen_at")
                        .plain("tenant_id", "token_hash")
                        .kept("retention.device"),
                Store.of("security_rules")
                        .plain(
                                "tenant_id",
                                "factor_roles",
                                "factor_from",
                                "password_min",
                                "password_strength",
                                "password_days",
                                "leaked_online",
                                "panel_networks",
                                "providers_only"),
                Store.of("idempotent_answer")
                        .personal("agent_id", "body")
                        .plain("tenant_id", "key_hash", "request", "status", "created_at")
                        .kept("retention.answers"));
    }

    @Override
    public int erase(DataSubject subject) {
        var answers = db.sql("DELETE FROM idempotent_answer WHERE tenant_id = :tenant")
                .param("tenant", subject.tenant().value())
                .update();
        return switch (subject) {
            case DataSubject.OfContact contact -> answers;
            case DataSubject.OfAgent agent ->
                answers
                        + eraseOf(agent, "DELETE FROM agent_session WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(agent, "DELETE FROM agent_link WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(agent, "DELETE FROM agent_halfway WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(agent, "DELETE FROM agent_device WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(agent, "DELETE FROM agent_totp WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(
                                agent,
                                "DELETE FROM agent_recovery_code WHERE tenant_id = :tenant AND agent_id = :agent")
                        + eraseOf(agent, "DELETE FROM api_key WHERE tenant_id = :tenant AND agent_id = :agent");
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent -> {
                var entries = new ArrayList<Entry>();
                entries.addAll(own.export(agent, "agent_session", """
                        SELECT jsonb_build_object('createdAt', created_at, 'lastSeenAt', last_seen_at, 'ip', ip,
                                                  'browser', user_agent)::text
                          FROM agent_session WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY created_at
                        """));
                entries.addAll(own.export(agent, "agent_link", """
                        SELECT jsonb_build_object('purpose', purpose, 'createdAt', created_at, 'usedAt', used_at)::text
                          FROM agent_link WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY created_at
                        """));
                entries.addAll(own.export(agent, "api_key", """
                        SELECT jsonb_build_object('name', name, 'networks', networks, 'installation', install_id,
                                                  'createdAt', created_at, 'lastUsedAt', last_used_at)::text
                          FROM api_key WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY created_at
                        """));
                entries.addAll(own.export(agent, "agent_device", """
                        SELECT jsonb_build_object('lastSeenAt', last_seen_at)::text
                          FROM agent_device WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY last_seen_at
                        """));
                entries.addAll(own.export(agent, "agent_totp", """
                        SELECT jsonb_build_object('offeredAt', created_at, 'onSince', confirmed_at)::text
                          FROM agent_totp WHERE tenant_id = :tenant AND agent_id = :agent
                        """));
                yield entries.stream();
            }
        };
    }

    private int eraseOf(DataSubject.OfAgent agent, String sql) {
        passes.forget(agent.tenant());
        return own.erase(agent, sql);
    }
}
