package org.havendesk.realtime;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.TicketChanged;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries changes between the nodes of an installation by LISTEN and NOTIFY. One node alone has nobody to tell, and
 * leaves the database in peace.
 */
@Component
class LiveFanOut {
    private static final Logger log = LoggerFactory.getLogger(LiveFanOut.class);
    private static final String CHANNEL = "havendesk_live";
    private static final int MAX_CHANGES = 40; // a payload of NOTIFY is shorter than 8,000 bytes

    private final JdbcClient db;
    private final DataSource dataSource;
    private final boolean manyNodes;
    private final String self = UUID.randomUUID().toString();
    private final JsonMapper json = JsonMapper.builder().build();
    private volatile boolean stopped;
    private @Nullable Thread listener;

    LiveFanOut(JdbcClient db, DataSource dataSource, @Value("${havendesk.nodes:1}") int nodes) {
        this.db = db;
        this.dataSource = dataSource;
        this.manyNodes = nodes > 1;
    }

    /** A ticket that changed, or the outbox: by ids only, what changed is read by those who may. */
    record Change(String tenant, String ticket, String department) {
        static Change of(TicketChanged changed) {
            return new Change(
                    changed.tenant().toString(),
                    changed.ticket().toString(),
                    changed.department().toString());
        }

        static Change ofOutbox(TenantId tenant) {
            return new Change(tenant.toString(), "", "");
        }

        boolean isOfOutbox() {
            return ticket.isEmpty();
        }
    }

    private record Notice(String from, List<Change> changes) {}

    void publish(List<Change> changes) {
        if (!manyNodes) {
            return;
        }
        for (int from = 0; from < changes.size(); from += MAX_CHANGES) {
            var some = changes.subList(from, Math.min(changes.size(), from + MAX_CHANGES));
            db.sql("SELECT pg_notify(:channel, :payload)")
                    .param("channel", CHANNEL)
                    .param("payload", json.writeValueAsString(new Notice(self, some)))
                    .query((row, line) -> true)
                    .list();
        }
    }

    void listen(Consumer<List<Change>> hear) {
        if (manyNodes) {
            listener = Thread.ofVirtual().name("live-listen").start(() -> listenUntilStopped(hear));
        }
    }

    void stop() {
        stopped = true;
        if (listener != null) {
            listener.interrupt();
        }
    }

    private void listenUntilStopped(Consumer<List<Change>> hear) {
        while (!stopped) {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
                var postgres = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    for (var notification : postgres.getNotifications(10_000)) {
                        var notice = json.readValue(notification.getParameter(), new TypeReference<Notice>() {});
                        if (!notice.from().equals(self)) {
                            hear.accept(notice.changes());
                        }
                    }
                }
            } catch (SQLException e) {
                log.warn("Lost the ear to other nodes, listening again: {}", e.getSQLState());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
