package org.havendesk.agents;

import java.util.List;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows that belong to one agent, for the declarations of this room. */
@Component
class AgentsOwn {
    private final JdbcClient db;

    AgentsOwn(JdbcClient db) {
        this.db = db;
    }

    /** @param sql names {@code :tenant} and {@code :agent}. @return rows removed */
    int erase(DataSubject.OfAgent agent, String sql) {
        return bound(agent, sql).update();
    }

    /**
     * @param table that the rows are from
     * @param sql names {@code :tenant} and {@code :agent}, and reads one column of JSON
     */
    List<PersonalData.Entry> export(DataSubject.OfAgent agent, String table, String sql) {
        return bound(agent, sql)
                .query((row, line) -> new PersonalData.Entry(table, row.getString(1)))
                .list();
    }

    private JdbcClient.StatementSpec bound(DataSubject.OfAgent agent, String sql) {
        return db.sql(sql)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.agent().value());
    }
}
