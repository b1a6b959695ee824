package org.havendesk.tickets;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the departments as the settings show them, with how they write and are written to. */
@Repository
class DepartmentList {
    private final JdbcClient db;
    private final Departments departments;

    DepartmentList(JdbcClient db, Departments departments) {
        this.db = db;
        this.departments = departments;
    }

    record Address(UUID id, String address, String name, boolean builtIn) {}

    record Line(
            UUID id,
            String name,
            int position,
            List<Address> addresses,
            @Nullable UUID outgoingServer,
            String senderName,
            String signature,
            long ticketCount) {}

    private record Writing(
            String senderName, String signature, @Nullable UUID server) {}

    @Transactional(readOnly = true)
    List<Line> all(Agent agent) {
        var addresses = addresses(agent.tenant());
        var writing = writing(agent.tenant());
        var counts = counts(agent.tenant());
        return departments.all(agent.tenant()).stream()
                .filter(one -> agent.worksIn(one.id()))
                .map(one -> {
                    var id = one.id().value();
                    var writes = writing.getOrDefault(id, new Writing("", "", null));
                    return new Line(
                            id,
                            one.name(),
                            one.position(),
                            addresses.getOrDefault(id, List.of()),
                            writes.server(),
                            writes.senderName(),
                            writes.signature(),
                            counts.getOrDefault(id, 0L));
                })
                .toList();
    }

    private Map<UUID, List<Address>> addresses(TenantId tenant) {
        return db
                .sql("""
                SELECT department_id, id, address, name, built_in FROM mail_address
                 WHERE tenant_id = :tenant
                 ORDER BY built_in DESC, address
                 LIMIT 2000
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Address(
                                row.getObject(2, UUID.class), row.getString(3), row.getString(4), row.getBoolean(5))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Map<UUID, Writing> writing(TenantId tenant) {
        return db
                .sql("""
                SELECT department_id, sender_name, signature, outgoing_server_id FROM department_mail WHERE tenant_id = :tenant
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Writing(row.getString(2), row.getString(3), row.getObject(4, UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<UUID, Long> counts(TenantId tenant) {
        return db
                .sql("""
                SELECT department_id, sum(difference) FROM ticket_tally WHERE tenant_id = :tenant GROUP BY department_id
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
