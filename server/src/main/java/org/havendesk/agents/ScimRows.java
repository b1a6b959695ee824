package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Agents as a directory sees them. */
@Component
class ScimRows {
    private final JdbcClient db;

    ScimRows(JdbcClient db) {
        this.db = db;
    }

    /** @param active not switched off */
    record Person(
            AgentId id,
            String name,
            EmailAddress email,
            Role role,
            Optional<String> externalId,
            boolean active,
            Instant createdAt) {}

    /** What a directory asks for, one word equal to another. */
    sealed interface Filter {
        record All() implements Filter {}

        record ByAddress(EmailAddress address) implements Filter {}

        record ByExternalId(String externalId) implements Filter {}

        /** Somebody whose address cannot be one. */
        record Nobody() implements Filter {}
    }

    Optional<Person> find(TenantId tenant, AgentId id) {
        return db.sql(PERSON + " AND a.id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(ScimRows::person)
                .optional();
    }

    /** The oldest first. */
    List<Person> page(TenantId tenant, Filter filter, int offset, int limit) {
        return db.sql(PERSON + condition(filter) + " ORDER BY a.created_at, a.id LIMIT :limit OFFSET :offset")
                .param("tenant", tenant.value())
                .param("word", word(filter))
                .param("limit", limit)
                .param("offset", offset)
                .query(ScimRows::person)
                .list();
    }

    int count(TenantId tenant, Filter filter) {
        return db.sql("SELECT count(*) FROM agent a WHERE a.tenant_id = :tenant" + SEEN + condition(filter))
                .param("tenant", tenant.value())
                .param("word", word(filter))
                .query(Integer.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody else is called so */
    void call(TenantId tenant, AgentId id, Optional<String> externalId) {
        db.sql("UPDATE agent SET external_id = :external WHERE tenant_id = :tenant AND id = :id")
                .param("external", externalId.orElse(null))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /** Somebody who was removed is seen still, as switched off; or no more. */
    void see(TenantId tenant, AgentId id, boolean seen) {
        db.sql("UPDATE agent SET switched_off = :seen WHERE tenant_id = :tenant AND id = :id AND state = 'removed'")
                .param("seen", seen)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    private static final String SEEN = " AND (a.state <> 'removed' OR a.switched_off)";
    private static final String PERSON = """
            SELECT a.id, a.name, coalesce(a.former_email, a.email) AS email, a.role, a.external_id,
                   a.state <> 'removed' AS active, a.created_at
              FROM agent a
             WHERE a.tenant_id = :tenant""" + SEEN;

    private static String condition(Filter filter) {
        return switch (filter) {
            case Filter.All all -> " AND :word = ''";
            case Filter.ByAddress address ->
                " AND (a.email = :word OR (a.state = 'removed' AND a.former_email = :word))";
            case Filter.ByExternalId external -> " AND a.external_id = :word";
            case Filter.Nobody nobody -> " AND :word <> ''";
        };
    }

    private static String word(Filter filter) {
        return switch (filter) {
            case Filter.All all -> "";
            case Filter.ByAddress(var address) -> address.value();
            case Filter.ByExternalId(var externalId) -> externalId;
            case Filter.Nobody nobody -> "";
        };
    }

    private static Person person(ResultSet row, int line) throws SQLException {
        return new Person(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new EmailAddress(row.getString("email")),
                Role.of(row.getString("role")).orElseThrow(),
                Optional.ofNullable(row.getString("external_id")),
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant());
    }
}
