package org.havendesk.bench.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.havendesk.stage.OwnDatabase;
import org.havendesk.stage.Program;

/**
 * The plans by which PostgreSQL really answered, for the program's own role behind the walls: auto_explain writes them into
 * the server's log while it is switched on.
 */
final class Plans {
    private static final Pattern NODE = Pattern.compile(
            "(Seq Scan|Index Only Scan|Index Scan|Bitmap Index Scan)(?: Backward)?" + "(?: using (\\w+))? on (\\w+)");
    private static final Pattern QUERY = Pattern.compile("Query Text: (.{0,4000}?)(?=\\n\\S|\\z)", Pattern.DOTALL);
    private static final int LARGE = 10_000;

    private final Program program;
    private final OwnDatabase database;
    private final Set<String> large;

    Plans(Program program) {
        this.program = program;
        this.database = program.database();
        this.large = new HashSet<>(
                database.column("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > " + LARGE));
    }

    /** What a statement was answered with. */
    record Plan(String statement, List<String> scans, boolean readsAll, String text) {}

    /** Watches while something is asked. */
    List<Plan> of(Runnable asking) throws IOException, InterruptedException {
        var log = program.data().resolve("postgres").resolve("server.log");
        for (var setting : List.of(
                "session_preload_libraries = 'auto_explain'",
                "auto_explain.log_min_duration = 0",
                "auto_explain.log_analyze = on",
                "auto_explain.log_buffers = on")) {
            database.execute("ALTER ROLE havendesk_app SET " + setting);
        }
        reconnect();
        var begun = Files.size(log);
        try {
            asking.run();
        } finally {
            database.execute("ALTER ROLE havendesk_app RESET ALL");
            reconnect();
        }
        return read(log, begun);
    }

    private void reconnect() throws InterruptedException {
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'havendesk_app'");
        Thread.sleep(1_000);
    }

    private List<Plan> read(Path log, long from) throws IOException {
        try (var channel = Files.newByteChannel(log)) {
            var rest = java.nio.ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
            channel.position(from);
            while (rest.hasRemaining() && channel.read(rest) >= 0) {
                Thread.onSpinWait();
            }
            var text = new String(rest.array(), java.nio.charset.StandardCharsets.UTF_8);
            return plans(text);
        }
    }

    private List<Plan> plans(String text) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (var entry : text.split("(?=\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)", -1)) {
            var query = QUERY.matcher(entry);
            if (!entry.contains("plan:") || !query.find()) {
                continue;
            }
            var plan = plan(query.group(1), entry.substring(query.end()));
            plans.merge(plan.statement() + plan.scans(), plan, (first, second) -> first);
        }
        return new ArrayList<>(plans.values());
    }

    private Plan plan(String statement, String text) {
        var scans = new TreeSet<String>();
        var readsAll = false;
        var node = NODE.matcher(text);
        while (node.find()) {
            var index = node.group(2) == null ? "" : " " + node.group(2);
            scans.add(node.group(1) + index + " " + node.group(3));
            readsAll |= node.group(1).equals("Seq Scan") && large.contains(node.group(3));
        }
        return new Plan(statement.replaceAll("\\s+", " ").strip(), List.copyOf(scans), readsAll, text);
    }
}
