package org.havendesk.bench.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.havendesk.bench.Words;
import org.havendesk.stage.OwnDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Fills an account as years of work would have: departments, agents, contacts, tickets with their messages. Written past
 * the product, by COPY, with the indexes built at the end; the rows are the ones that the product would have written.
 */
public final class Fill {
    static final int CONTACTS = 50_000;
    static final int DEPARTMENTS = 20;
    static final int AGENTS = 40;

    private static final Duration YEARS = Duration.ofDays(3 * 365);
    private static final int BATCH = 20_000;
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private final OwnDatabase database;
    private final UUID tenant;
    private final int tickets;
    private final Random random = new Random(42);
    private final Instant now = Instant.now();
    private final List<Words> languages = List.of(Words.english(), Words.french(), Words.bulgarian());
    private final List<UUID> departments = new ArrayList<>();
    private final List<UUID> agents = new ArrayList<>();
    private final List<UUID> contacts = new ArrayList<>();

    public Fill(OwnDatabase database, UUID tenant, int tickets) {
        this.database = database;
        this.tenant = tenant;
        this.tickets = tickets;
    }

    /** Who and what there is now. */
    record Filled(List<UUID> departments, List<UUID> agents, List<UUID> contacts) {
        static Filled of(OwnDatabase database, UUID tenant) {
            return new Filled(
                    ids(database, "department WHERE name ~ '^Department [0-9]+$' AND", tenant),
                    ids(database, "agent WHERE name ~ '^Agent [0-9]+$' AND", tenant),
                    ids(database, "contact WHERE", tenant));
        }

        private static List<UUID> ids(OwnDatabase database, String where, UUID tenant) {
            return database.column("SELECT id FROM " + where + " tenant_id = '" + tenant + "' ORDER BY id").stream()
                    .map(UUID::fromString)
                    .toList();
        }
    }

    public void fill() throws SQLException, IOException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("SET maintenance_work_mem = '512MB'");
            statement.execute("SET synchronous_commit = off");
            var indexes = dropIndexes(connection);
            cleaning(statement, false);
            people(connection);
            tickets(connection);
            for (var index : indexes) {
                statement.execute(index);
            }
            statement.execute("""
                    INSERT INTO ticket_tally (tenant_id, department_id, status, assignee_id, difference)
                    SELECT tenant_id, department_id, status, CASE WHEN status IN ('new', 'open') THEN assignee_id END, count(*)
                      FROM ticket WHERE tenant_id = '%s' GROUP BY 1, 2, 3, 4
                    """.formatted(tenant));
            statement.execute(
                    "VACUUM (ANALYZE) ticket, message, ticket_search, contact, contact_address, ticket_participant,"
                            + " ticket_tally, ticket_read, agent, department");
            cleaning(statement, true);
            statement.execute("CHECKPOINT");
        }
    }

    /** While it loads, PostgreSQL need not clean up what has just been written. */
    private static void cleaning(Statement statement, boolean on) throws SQLException {
        for (var table : List.of("ticket", "message", "ticket_search", "contact", "contact_address")) {
            statement.execute(
                    "ALTER TABLE " + table + (on ? " RESET (autovacuum_enabled)" : " SET (autovacuum_enabled = off)"));
        }
    }

    private static List<String> dropIndexes(Connection connection) throws SQLException {
        var definitions = new ArrayList<String>();
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    SELECT i.indexname, i.indexdef FROM pg_indexes i
                     WHERE i.schemaname = 'public' AND i.tablename IN ('ticket', 'message', 'ticket_search', 'contact', 'contact_address')
                       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
                    """)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    definitions.add(rows.getString(2));
                }
            }
            for (var name : names) {
                statement.execute("DROP INDEX " + name);
            }
        }
        return definitions;
    }

    private void people(Connection connection) throws SQLException, IOException {
        var longAgo = now.minus(YEARS);
        var departmentRows = new Rows("department (tenant_id, id, name, position, created_at)");
        for (int i = 0; i < DEPARTMENTS; i++) {
            departments.add(id(longAgo));
            departmentRows.add(tenant, departments.getLast(), "Department " + i, i + 1, longAgo);
        }
        departmentRows.write(connection);

        var agentRows = new Rows("agent (tenant_id, id, name, email, role, state, created_at)");
        var works = new Rows("agent_department (tenant_id, agent_id, department_id)");
        for (int i = 0; i < AGENTS; i++) {
            agents.add(id(longAgo));
            agentRows.add(
                    tenant, agents.getLast(), "Agent " + i, "agent" + i + "@acme.test", "agent", "active", longAgo);
            works.add(tenant, agents.get(i), departments.get(i % DEPARTMENTS));
            works.add(tenant, agents.get(i), departments.get((i * 7 + 3) % DEPARTMENTS));
        }
        agentRows.write(connection);
        works.write(connection);

        var contactRows = new Rows("contact (tenant_id, id, name, email, created_at)");
        var addresses = new Rows("contact_address (tenant_id, address, contact_id)");
        for (int i = 0; i < CONTACTS; i++) {
            contacts.add(id(longAgo));
            contactRows.add(tenant, contacts.getLast(), name(i), address(i), longAgo);
            addresses.add(tenant, address(i), contacts.get(i));
        }
        contactRows.write(connection);
        addresses.write(connection);
    }

    static String address(int contact) {
        return "person" + contact + "@" + (contact % 3 == 0 ? "example.org" : "example.com");
    }

    private String name(int contact) {
        var words = languages.get(contact % 3);
        var letters = new Random(contact);
        return capital(words.at(200 + letters.nextInt(2_000))) + " "
                + capital(words.at(2_200 + letters.nextInt(9_000)));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private record Planned(UUID id, Instant created, Instant updated, int messages, String status) {}

    private void tickets(Connection connection) throws SQLException, IOException {
        for (int from = 0; from < tickets; from += BATCH) {
            batch(connection, from, Math.min(BATCH, tickets - from));
        }
    }

    private void batch(Connection connection, int from, int count) throws SQLException, IOException {
        var ticketRows = new Rows("""
                ticket (tenant_id, id, code, subject, status, channel, department_id, assignee_id, contact_id, snippet,
                        messages, created_at, updated_at, incoming_at, resolved_at, deleted_at, status_before)""");
        var messageRows = new Rows("""
                message (tenant_id, id, ticket_id, kind, author_type, author_id, author_name, from_address, recipients,
                         html, text, at, external_id, delivery)""");
        var searchRows = new Rows("ticket_search (tenant_id, ticket_id, department_id, week, words)");
        for (int number = from; number < from + count; number++) {
            one(number, ticketRows, messageRows, searchRows);
        }
        ticketRows.write(connection);
        messageRows.write(connection);
        searchRows.write(connection);
    }

    private void one(int number, Rows ticketRows, Rows messageRows, Rows searchRows) {
        var words = languages.get(random.nextInt(10) < 5 ? 0 : random.nextInt(10) < 6 ? 1 : 2);
        var plan = plan(number);
        int contact = zipf(CONTACTS);
        var department = departments.get(zipf(DEPARTMENTS));
        var assignee = plan.status.equals("new") && random.nextInt(10) < 7 ? null : agents.get(zipf(AGENTS));
        var subject = words.sentence(random, 3 + random.nextInt(6));
        var found = new TreeSet<String>();
        gather(found, subject);
        gather(found, name(contact));
        found.add(address(contact));
        var text = "";
        for (int message = 0; message < plan.messages; message++) {
            text = words.sentence(random, 20 + random.nextInt(80));
            gather(found, text);
            var at = plan.created.plusSeconds(message
                    * Math.max(1, Duration.between(plan.created, plan.updated).toSeconds() / plan.messages));
            var incoming = message % 2 == 0;
            messageRows.add(
                    tenant,
                    id(at),
                    plan.id,
                    incoming ? "incoming" : "reply",
                    incoming ? "contact" : "agent",
                    incoming ? contacts.get(contact) : agents.get(zipf(AGENTS)),
                    incoming ? name(contact) : "Agent",
                    incoming ? address(contact) : null,
                    "{\"to\":[],\"cc\":[],\"bcc\":[]}",
                    "<p>" + text + "</p>",
                    text,
                    at,
                    "<" + Long.toHexString(random.nextLong()) + "@mx.example.org>",
                    incoming ? null : "sent");
        }
        ticketRows.add(
                tenant,
                plan.id,
                code(number),
                subject,
                plan.status,
                "email",
                department,
                assignee,
                contacts.get(contact),
                text.substring(0, Math.min(160, text.length())),
                plan.messages,
                plan.created,
                plan.updated,
                plan.updated,
                plan.status.equals("resolved") ? plan.updated : null,
                plan.status.equals("deleted") ? plan.updated : null,
                plan.status.equals("deleted") || plan.status.equals("spam") ? "open" : null);
        searchRows.add(
                tenant,
                plan.id,
                department,
                LocalDate.ofInstant(plan.updated, ZoneOffset.UTC)
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                "'" + String.join("' '", found) + "'");
    }

    /** What is to do is young; the rest was done in the order that it came in, more or less. */
    private Planned plan(int number) {
        int share = random.nextInt(1_000);
        var status = share < 10
                ? "new"
                : share < 20
                        ? "open"
                        : share < 50
                                ? "answered"
                                : share < 52
                                        ? "postponed"
                                        : share < 992 ? "resolved" : share < 996 ? "spam" : "deleted";
        var since = YEARS.toSeconds() - YEARS.toSeconds() * number / tickets;
        var age = share < 20 ? since / 50 : share < 52 ? since / 12 : since;
        var updated = now.minusSeconds(age + random.nextInt(600)).minusNanos(random.nextInt(1_000_000) * 1000L);
        var messages = random.nextInt(100) < 2 ? 10 : 1;
        var created = updated.minusSeconds(messages == 1 ? 0 : 3_600L * random.nextInt(200) + 3_600);
        return new Planned(id(created), created, updated, messages, status);
    }

    private static void gather(TreeSet<String> found, String text) {
        for (var word : text.split(" ", -1)) {
            found.add(Words.plain(word));
        }
    }

    /** 0 is drawn most. */
    private int zipf(int many) {
        return Math.min(many - 1, (int) (Math.pow(many + 1, random.nextDouble()) - 1));
    }

    private UUID id(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, 0x8000000000000000L | (random.nextLong() & 0x3fffffffffffffffL));
    }

    static String code(int number) {
        var mixed = number * 2_654_435_761L & 0xffffffffL;
        var code = new StringBuilder("AAA-");
        long rest = mixed;
        for (int i = 0; i < 5; i++) {
            code.append(LETTERS.charAt((int) (rest % LETTERS.length())));
            rest /= LETTERS.length();
        }
        code.setCharAt(0, LETTERS.charAt((int) (rest % LETTERS.length())));
        code.setCharAt(1, LETTERS.charAt(number % LETTERS.length()));
        code.setCharAt(2, LETTERS.charAt(number / LETTERS.length() % LETTERS.length()));
        return code.append('-').append(100 + number / 576 % 900).toString();
    }

    /** Rows of one table, written together. */
    private static final class Rows {
        private final String sql;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Rows(String target) {
            this.sql = "COPY " + target + " FROM STDIN";
        }

        void add(@Nullable Object... values) {
            var line = new StringBuilder(400);
            for (int i = 0; i < values.length; i++) {
                line.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
            }
            bytes.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }

        void write(Connection connection) throws SQLException, IOException {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new ByteArrayInputStream(bytes.toByteArray()));
        }
    }
}
