package org.havendesk.audit;

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
 * What was refused or went wrong, by agent and network. It goes with the agent, and after thirty days in any case; what
 * concerns a mail or a mailbox names its id alone.
 */
@Component
@Transactional
class EventData implements PersonalData {
    private final JdbcClient db;

    EventData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String category() {
        return "data.events";
    }

    @Override
    public List<Store> stores() {
        return List.of(Store.of("system_event")
                .personal("agent_id", "object_id", "network")
                .plain("tenant_id", "id", "at", "kind", "detail", "times")
                .kept("retention.events")
                .because("basis.legitimateInterest"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> 0;
            case DataSubject.OfAgent agent ->
                db.sql("DELETE FROM system_event WHERE tenant_id = :tenant AND agent_id = :agent")
                        .param("tenant", agent.tenant().value())
                        .param("agent", agent.agent().value())
                        .update();
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
                        SELECT jsonb_build_object('at', at, 'kind', kind, 'network', network,
                                                  'times', times)::text FROM system_event
                         WHERE tenant_id = :tenant AND agent_id = :agent ORDER BY at
                        """)
                        .param("tenant", agent.tenant().value())
                        .param("agent", agent.agent().value())
                        .query((row, line) -> new Entry("system_event", row.getString(1)))
                        .list()
                        .stream();
        };
    }
}
