package org.havendesk.spam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.LedgerRow.Strength;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger and the stored model of each account. */
@Repository
class SpamRows {
    private static final String MODEL_CONTEXT = "spam-model";
    private static final int PAGE = 200;

    /** What a ledger is kept to; see {@link LedgerBound}. */
    static final int MOST_ROWS = 10_000;

    private static final long MOST_BYTES = 5_500_000;

    private final JdbcClient db;
    private final Keys keys;
    private final ApplicationEventPublisher events;

    SpamRows(JdbcClient db, Keys keys, ApplicationEventPublisher events) {
        this.db = db;
        this.keys = keys;
        this.events = events;
    }

    /**
     * What somebody says about a message.
     *
     * @param by who says so, or whose answer says so
     */
    record Lesson(UUID message, Optional<ContactId> contact, Optional<AgentId> by, boolean spam, Strength strength) {}

    /** A lesson that was not taken back. */
    record Live(boolean spam, Strength strength, Optional<AgentId> by, Fingerprint print) {

        /** Whether this says the same with no less weight, or the other is but a hint against somebody's word. */
        boolean covers(Lesson lesson) {
            if (strength == Strength.MARK && lesson.strength() == Strength.HINT) return true;
            return spam == lesson.spam() && strength == lesson.strength();
        }
    }

    /** Where an account's ledger stands. An account that never taught anything stands at 0. */
    record Standing(double hamLoss, long generation, long numbered, long storedNumber) {
        static final Standing NONE = new Standing(SpamModel.HAM_LOSS, 0, 0, 0);
    }

    Standing standing(TenantId tenant) {
        return db.sql("SELECT ham_loss, generation, numbered, stored_number FROM spam_model WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> new Standing(
                        row.getDouble("ham_loss"),
                        row.getLong("generation"),
                        row.getLong("numbered"),
                        row.getLong("stored_number")))
                .optional()
                .orElse(Standing.NONE);
    }

    SpamSettings settings(TenantId tenant) {
        return db.sql("SELECT ham_loss, holding FROM spam_model WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> new SpamSettings(row.getDouble("ham_loss"), row.getBoolean("holding")))
                .optional()
                .orElse(SpamSettings.DEFAULT);
    }

    /** The models follow the share of good messages, so that they are built again when it changes. */
    void change(TenantId tenant, SpamSettings settings) {
        db.sql("""
                INSERT INTO spam_model (tenant_id, ham_loss, holding) VALUES (:tenant, :share, :holding)
                ON CONFLICT (tenant_id) DO UPDATE
                   SET generation = spam_model.generation + 1, ham_loss = :share, holding = :holding
                """)
                .param("tenant", tenant.value())
                .param("share", settings.hamLoss())
                .param("holding", settings.holding())
                .update();
        events.publishEvent(new Learned(tenant));
    }

    /** Nobody else teaches this account before this transaction ends. */
    void lock(TenantId tenant) {
        db.sql("""
                INSERT INTO spam_model (tenant_id) VALUES (:tenant)
                ON CONFLICT (tenant_id) DO UPDATE SET numbered = spam_model.numbered
                """).param("tenant", tenant.value()).update();
    }

    /** The next number of the ledger; needs the {@link #lock}. */
    long nextNumber(TenantId tenant) {
        events.publishEvent(new Learned(tenant));
        return db.sql("UPDATE spam_model SET numbered = numbered + 1 WHERE tenant_id = :tenant RETURNING numbered")
                .param("tenant", tenant.value())
                .query(Long.class)
                .single();
    }

    Optional<Live> live(TenantId tenant, UUID message) {
        return db.sql("""
                SELECT spam, strength, agent_id, print FROM spam_ledger
                 WHERE tenant_id = :tenant AND message = :message AND undone IS NULL
                """)
                .param("tenant", tenant.value())
                .param("message", message)
                .query((row, line) -> new Live(
                        row.getBoolean("spam"),
                        Strength.valueOf(row.getString("strength")),
                        Optional.ofNullable(row.getObject("agent_id", UUID.class))
                                .map(AgentId::new),
                        Prints.open(keys, tenant, message, row.getBytes("print"))))
                .optional();
    }

    void add(
            TenantId tenant,
            long number,
            Lesson lesson,
            Optional<JudgedRows.Said> said,
            Fingerprint print,
            Instant at) {
        db.sql("""
                INSERT INTO spam_ledger
                       (tenant_id, number, message, contact_id, agent_id, spam, strength, at, said, held, print)
                VALUES (:tenant, :number, :message, :contact, :agent, :spam, :strength, :at, :said, :held, :print)
                """)
                .param("tenant", tenant.value())
                .param("number", number)
                .param("message", lesson.message())
                .param("contact", lesson.contact().map(ContactId::value).orElse(null))
                .param("agent", lesson.by().map(AgentId::value).orElse(null))
                .param("spam", lesson.spam())
                .param("strength", lesson.strength().name())
                .param("at", Timestamp.from(at))
                .param("said", said.map(JudgedRows.Said::logOdds).orElse(null))
                .param("held", said.map(JudgedRows.Said::held).orElse(null))
                .param("print", Prints.seal(keys, tenant, lesson.message(), print))
                .update();
    }

    void takeBack(TenantId tenant, UUID message, long number) {
        db.sql("""
                UPDATE spam_ledger SET undone = :number
                 WHERE tenant_id = :tenant AND message = :message AND undone IS NULL
                """)
                .param("number", number)
                .param("tenant", tenant.value())
                .param("message", message)
                .update();
    }

    List<UUID> taughtBy(TenantId tenant, AgentId agent, Instant since) {
        return db.sql("""
                SELECT message FROM spam_ledger
                 WHERE tenant_id = :tenant AND agent_id = :agent AND at >= :since AND undone IS NULL
                 ORDER BY number
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("since", Timestamp.from(since))
                .query((row, line) -> row.getObject("message", UUID.class))
                .list();
    }

    /** How many answers to this person count at present. */
    int hints(TenantId tenant, ContactId contact) {
        return db.sql("""
                SELECT count(*) FROM spam_ledger
                 WHERE tenant_id = :tenant AND contact_id = :contact AND strength = 'HINT' AND undone IS NULL
                """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(Integer.class)
                .single();
    }

    /** Something that happened in the ledger: a lesson was taught, or taken back. */
    private record Event(long number, boolean takenBack, LedgerRow row) {
        void on(SpamModel model) {
            if (takenBack) model.unlearn(row);
            else model.learn(row);
        }
    }

    /**
     * Teaches a model what happened after a number, in order.
     *
     * @return the number of the last event, or the given one when there was none
     */
    long replay(TenantId tenant, long after, SpamModel model) {
        long number = after;
        while (true) {
            var some = events(tenant, number);
            some.forEach(event -> event.on(model));
            if (!some.isEmpty()) number = some.getLast().number;
            if (some.size() < PAGE) return number;
        }
    }

    private List<Event> events(TenantId tenant, long after) {
        return db.sql("""
                SELECT * FROM (
                    (SELECT number AS event, false AS taken_back, message, contact_id, spam, strength, at, print
                       FROM spam_ledger
                      WHERE tenant_id = :tenant AND number > :after
                      ORDER BY number LIMIT :page)
                    UNION ALL
                    (SELECT undone, true, message, contact_id, spam, strength, at, print
                       FROM spam_ledger
                      WHERE tenant_id = :tenant AND undone > :after
                      ORDER BY undone LIMIT :page)) AS happened
                 ORDER BY event LIMIT :page
                """)
                .param("tenant", tenant.value())
                .param("after", after)
                .param("page", PAGE)
                .query((row, line) ->
                        new Event(row.getLong("event"), row.getBoolean("taken_back"), ledgerRow(tenant, row)))
                .list();
    }

    private LedgerRow ledgerRow(TenantId tenant, ResultSet row) throws SQLException {
        var message = row.getObject("message", UUID.class);
        var contact = Optional.ofNullable(row.getObject("contact_id", UUID.class));
        return new LedgerRow(
                message.toString(),
                contact.map(UUID::toString).orElse(""),
                row.getBoolean("spam"),
                Strength.valueOf(row.getString("strength")),
                row.getTimestamp("at").toInstant(),
                Prints.open(keys, tenant, message, row.getBytes("print")));
    }

    /** The lessons up to a number, the newest first, read as they are asked for. */
    Iterable<LedgerRow> newestFirst(TenantId tenant, long upTo) {
        return () -> new Backwards(tenant, upTo);
    }

    private final class Backwards implements Iterator<LedgerRow> {
        private final TenantId tenant;
        private final ArrayDeque<LedgerRow> page = new ArrayDeque<>();
        private long below;
        private boolean ended;

        Backwards(TenantId tenant, long upTo) {
            this.tenant = tenant;
            this.below = upTo + 1;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) read();
            return !page.isEmpty();
        }

        private void read() {
            db.sql("""
                    SELECT number, message, contact_id, spam, strength, at, print
                      FROM spam_ledger
                     WHERE tenant_id = :tenant AND number < :below
                     ORDER BY number DESC LIMIT :page
                    """)
                    .param("tenant", tenant.value())
                    .param("below", below)
                    .param("page", PAGE)
                    .query(row -> {
                        below = row.getLong("number");
                        page.addLast(ledgerRow(tenant, row));
                    });
            ended = page.size() < PAGE;
        }

        @Override
        public LedgerRow next() {
            if (!hasNext()) throw new NoSuchElementException();
            return page.removeFirst();
        }
    }

    /** @return how many lessons went */
    int remove(TenantId tenant, ContactId contact) {
        lock(tenant);
        int gone = db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant AND contact_id = :contact")
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .update();
        if (gone > 0) buildAgain(tenant);
        return gone;
    }

    /** Clears the ledger of what was taken back, and keeps it within its bound. */
    void tidy(TenantId tenant) {
        tidy(tenant, MOST_ROWS, MOST_BYTES);
    }

    void tidy(TenantId tenant, int mostRows, long mostBytes) {
        lock(tenant);
        int undone = db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant AND undone IS NOT NULL")
                .param("tenant", tenant.value())
                .update();
        int old = bound(tenant, LedgerBound.of(mostRows, mostBytes));
        if (undone + old > 0) buildAgain(tenant);
    }

    /** A lesson as it lies in the ledger. */
    private record Lying(long number, UUID message, int bytes, boolean thin) {}

    /** @return how many lessons were thinned, or went */
    private int bound(TenantId tenant, LedgerBound bound) {
        int changed = 0;
        for (var lesson : lying(tenant)) {
            int bytes = lesson.bytes;
            if (!bound.whole(bytes) && !lesson.thin) {
                bytes = thin(tenant, lesson);
                changed++;
            }
            if (!bound.keeps(bytes)) return changed + removeUpTo(tenant, lesson.number);
        }
        return changed;
    }

    /** The newest first. */
    private List<Lying> lying(TenantId tenant) {
        return db.sql("""
                SELECT number, message, octet_length(print) AS bytes, thin FROM spam_ledger
                 WHERE tenant_id = :tenant
                 ORDER BY number DESC
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> new Lying(
                        row.getLong("number"),
                        row.getObject("message", UUID.class),
                        row.getInt("bytes"),
                        row.getBoolean("thin")))
                .list();
    }

    /** @return of how many bytes the lesson is now */
    private int thin(TenantId tenant, Lying lesson) {
        var print = db.sql("SELECT print FROM spam_ledger WHERE tenant_id = :tenant AND number = :number")
                .param("tenant", tenant.value())
                .param("number", lesson.number)
                .query((row, line) -> Prints.open(keys, tenant, lesson.message, row.getBytes("print")))
                .single();
        var thinned = Prints.seal(keys, tenant, lesson.message, print.thinned());
        db.sql("UPDATE spam_ledger SET print = :print, thin = true WHERE tenant_id = :tenant AND number = :number")
                .param("print", thinned)
                .param("tenant", tenant.value())
                .param("number", lesson.number)
                .update();
        return thinned.length;
    }

    private int removeUpTo(TenantId tenant, long number) {
        return db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant AND number <= :number")
                .param("tenant", tenant.value())
                .param("number", number)
                .update();
    }

    /** A stored model that has learned a row that is gone is worth nothing any more. */
    private void buildAgain(TenantId tenant) {
        db.sql("""
                UPDATE spam_model SET generation = generation + 1, stored = NULL, stored_number = 0
                 WHERE tenant_id = :tenant
                """).param("tenant", tenant.value()).update();
        events.publishEvent(new Learned(tenant));
    }

    void removeAll(TenantId tenant) {
        db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
        db.sql("""
                UPDATE spam_model
                   SET generation = generation + 1, stored = NULL, stored_number = 0, ham_loss = DEFAULT, holding = DEFAULT,
                       relays = DEFAULT, traps = DEFAULT
                 WHERE tenant_id = :tenant
                """).param("tenant", tenant.value()).update();
        events.publishEvent(new Learned(tenant));
    }

    /** A model as it was after the event with this number. */
    record Stored(byte[] model, long number) {}

    Optional<Stored> stored(TenantId tenant) {
        return db.sql("SELECT stored, stored_number FROM spam_model WHERE tenant_id = :tenant AND stored IS NOT NULL")
                .param("tenant", tenant.value())
                .query((row, line) -> new Stored(
                        keys.decrypt(tenant, row.getBytes("stored"), MODEL_CONTEXT), row.getLong("stored_number")))
                .optional();
    }

    /** Stores a model, unless rows were taken out since, another node has stored a newer one, or somebody is teaching. */
    void store(TenantId tenant, byte[] model, long number, long generation) {
        db.sql("""
                UPDATE spam_model SET stored = :model, stored_number = :number
                 WHERE tenant_id IN (SELECT tenant_id FROM spam_model
                                      WHERE tenant_id = :tenant AND generation = :generation AND stored_number < :number
                                        FOR UPDATE SKIP LOCKED)
                """)
                .param("model", keys.encrypt(tenant, model, MODEL_CONTEXT))
                .param("number", number)
                .param("tenant", tenant.value())
                .param("generation", generation)
                .update();
    }
}
