package org.havendesk.spam;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the spam filter learned from somebody's messages, as keyed ids that lead back to no word. An erasure takes the
 * rows out and drops the model; the next judgement builds it from the rows that remain.
 */
@Component
@Transactional
class SpamData implements PersonalData {
    private final SpamRows rows;
    private final JdbcClient db;

    SpamData(SpamRows rows, JdbcClient db) {
        this.rows = rows;
        this.db = db;
    }

    @Override
    public String category() {
        return "data.spam";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("spam_ledger")
                        .personal("message", "contact_id", "agent_id", "print")
                        .plain("tenant_id", "number", "spam", "strength", "at"),
                Store.of("spam_model")
                        .personal("stored")
                        .plain("tenant_id", "ham_loss", "numbered", "generation", "stored_number"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> rows.removeContact(contact.tenant(), contact.contact());
            case DataSubject.OfAgent agent ->
                db.sql("UPDATE spam_ledger SET agent_id = NULL WHERE tenant_id = :tenant AND agent_id = :agent")
                        .param("tenant", agent.tenant().value())
                        .param("agent", agent.agent().value())
                        .update();
        };
    }

    @Override
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact ->
                marks(contact.tenant().value(), "contact_id", contact.contact().value());
            case DataSubject.OfAgent agent ->
                marks(agent.tenant().value(), "agent_id", agent.agent().value());
        };
    }

    private Stream<Entry> marks(java.util.UUID tenant, String column, java.util.UUID person) {
        return db
                .sql("SELECT jsonb_build_object('message', message, 'spam', spam, 'strength', strength, 'at', at)::text"
                        + " FROM spam_ledger WHERE tenant_id = :tenant AND " + column + " = :person ORDER BY number")
                .param("tenant", tenant)
                .param("person", person)
                .query((row, line) -> new Entry("spam_ledger", row.getString(1)))
                .stream();
    }
}
