package org.havendesk.realtime;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.TicketChanged;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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

    /** Somebody who may something else from now on, or is gone. */
    record Access(String tenant, String agent) {
        static Access of(AccessChanged changed) {
            return new Access(changed.tenant().toString(), changed.agent().toString());
        }

        AccessChanged changed() {
            return new AccessChanged(TenantId.of(tenant), AgentId.of(agent));
        }
    }

    /** What other nodes say. */
    interface Ear {
        void changed(List<Change> changes);

        void accessChanged(List<Access> whose);

        /** Nothing was heard for a while, whatever was said. */
        void missed();
    }

    private record Notice(String from, List<Change> changes, List<Access> access) {}

    void publish(List<Change> changes) {
        inPieces(changes, some -> new Notice(self, some, List.of()));
    }

    void publishAccess(List<Access> whose) {
        inPieces(whose, some -> new Notice(self, List.of(), some));
    }

    void listen(Ear ear) {
        if (manyNodes) {
            listener = Thread.ofVirtual().name("live-listen").start(() -> listenUntilStopped(ear));
        }
    }

    void stop() {
        stopped = true;
        if (listener != null) {
            listener.interrupt();
        }
    }

    private <T> void inPieces(List<T> all, Function<List<T>, Notice> notice) {
        if (!manyNodes) {
            return;
        }
        for (int from = 0; from < all.size(); from += MAX_CHANGES) {
            say(notice.apply(all.subList(from, Math.min(all.size(), from + MAX_CHANGES))));
        }
    }

    private void say(Notice notice) {
        db.sql("SELECT pg_notify(:channel, :payload)")
                .param("channel", CHANNEL)
                .param("payload", json.writeValueAsString(notice))
                .query((row, line) -> true)
                .list();
    }

    private void listenUntilStopped(Ear ear) {
        var lost = false;
        while (!stopped) {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
                if (lost) {
                    ear.missed();
                }
                var postgres = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    for (var notification : postgres.getNotifications(10_000)) {
                        tell(ear, notification.getParameter());
                    }
                }
            } catch (SQLException e) {
                lost = true;
                log.warn("Lost the ear to other nodes, listening again: {}", e.getSQLState());
                pause();
            }
        }
    }

    private void tell(Ear ear, String payload) {
        try {
            var notice = json.readValue(payload, Notice.class);
            if (!notice.from().equals(self)) {
                ear.accessChanged(notice.access());
                ear.changed(notice.changes());
            }
        } catch (RuntimeException e) { // a word of another version of ours must not end the listening
            log.warn("Another node was not understood: {}", e.getClass().getSimpleName());
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
