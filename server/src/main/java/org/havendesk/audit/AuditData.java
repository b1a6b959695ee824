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
 * Who did what, by ids only. It stays when a person is erased: an id whose person is gone leads to nobody, and a record
 * of the erasure itself must remain (Art. 5(2), 17(3)(b)).
 */
@Component
class AuditData implements PersonalData {
    private final JdbcClient db;

    AuditData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String category() {
        return "data.audit";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("audit_entry")
                        .personal("actor_id", "object_id")
                        .plain(
                                "tenant_id",
                                "id",
                                "at",
                                "actor_type",
                                "action",
                                "object_type",
                                "detail",
                                "number",
                                "hash")
                        .kept("retention.audit")
                        .because("basis.legitimateInterest"),
                Store.of("audit_beginning").plain("tenant_id", "number", "hash", "at"),
                Store.of("audit_head").plain("tenant_id", "number", "hash", "since", "at", "mac"));
    }

    @Override
    public int erase(DataSubject subject) {
        return 0;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> Stream.empty();
            case DataSubject.OfAgent agent ->
                db
                        .sql("""
                        SELECT jsonb_build_object('at', at, 'action', action, 'object', object_type)::text FROM audit_entry
                         WHERE tenant_id = :tenant AND actor_id = :agent
                         ORDER BY at
                        """)
                        .param("tenant", agent.tenant().value())
                        .param("agent", agent.agent().value())
                        .query((row, line) -> new Entry("audit_entry", row.getString(1)))
                        .stream();
        };
    }
}
