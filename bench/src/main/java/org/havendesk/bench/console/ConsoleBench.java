package org.havendesk.bench.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.havendesk.bench.Latencies;
import org.havendesk.bench.Options;
import org.havendesk.platform.Tokens;
import org.havendesk.stage.Http;
import org.havendesk.stage.Program;

/** {@code bin/bench console}: lists, counts, tickets and searches in a large account, judged by limits. */
public final class ConsoleBench {
    private static final double WARM_UP_SECONDS = 10;

    private final Program program;
    private final Options options;
    private final int tickets;

    private ConsoleBench(Program program, Options options) {
        this.program = program;
        this.options = options;
        this.tickets = options.get("tickets", 1_000_000);
    }

    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, Set.of("tickets", "connections", "seconds", "data"));
        var kept = options.text("data").map(Path::of);
        var program = kept.isPresent() ? Program.in(folder(kept.get())) : Program.onFreshData();
        boolean passed;
        try {
            passed = new ConsoleBench(program.asShipped().start(), options).run();
        } finally {
            if (kept.isPresent()) {
                program.close();
            } else {
                program.remove();
            }
        }
        System.exit(passed ? 0 : 1);
    }

    /** PostgreSQL runs as another user where this is root: it must get there. */
    private static Path folder(Path kept) throws IOException {
        return Files.createDirectories(
                kept.toAbsolutePath().resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private boolean run() throws SQLException, IOException, InterruptedException {
        var account = loaded();
        var filled = Fill.Filled.of(program.database(), UUID.fromString(account.id()));
        var questions = new Questions(
                filled, tickets, someTickets(account, filled.agents().get(5)));
        var owner = (Supplier<Http>) () -> program.rest(account);
        var agent = key(account, filled.agents().get(5));
        var round = new Round(
                List.of(owner, owner, owner, () -> program.rest(account, agent)), options.get("connections", 16));
        for (var kind : questions.kinds()) {
            round.ask(kind.path(), WARM_UP_SECONDS);
        }
        boolean passed = true;
        for (var kind : questions.kinds()) {
            passed &= judge(kind, round.ask(kind.path(), options.get("seconds", 30)));
            round.slowest(5).forEach(one -> System.out.println("    " + one));
        }
        return plans(questions, List.of(owner, () -> program.rest(account, agent))) && passed;
    }

    /** The account, with its tickets; loaded by an earlier run, when the folder was kept. */
    private Program.Account loaded() throws SQLException, IOException {
        var note = program.data().resolve("bench-" + tickets);
        if (Files.exists(note)) {
            var lines = Files.readAllLines(note);
            return new Program.Account(lines.get(0), lines.get(1), lines.get(2), lines.get(3));
        }
        var account = program.open("acme");
        var begun = System.nanoTime();
        new Fill(program.database(), UUID.fromString(account.id()), tickets).fill();
        System.out.printf("Loaded %,d tickets in %.0f s%n", tickets, (System.nanoTime() - begun) / 1e9);
        Files.write(note, List.of(account.id(), account.subdomain(), account.host(), account.apiKey()));
        return account;
    }

    private static boolean judge(Questions.Kind kind, Latencies latencies) {
        boolean passed = latencies.millis(0.99) <= kind.limitMillis();
        System.out.printf(
                "%-8s %s   limit %3.0f ms   %s%n",
                kind.name(), latencies, kind.limitMillis(), passed ? "ok" : "TOO SLOW");
        return passed;
    }

    private boolean plans(Questions questions, List<Supplier<Http>> agents) throws IOException, InterruptedException {
        var plans = new Plans(program)
                .of(() -> agents.forEach(agent -> questions.each().forEach(path -> ask(agent, path))));
        System.out.printf("%d plans%n", plans.size());
        boolean passed = !plans.isEmpty();
        for (var plan : plans) {
            System.out.printf("  %s%n    %s%n", shortened(plan.statement()), String.join(", ", plan.scans()));
            if (plan.readsAll()) {
                passed = false;
                System.out.printf("  READS A WHOLE TABLE:%n%s%n", plan.text());
            }
        }
        return passed;
    }

    private static void ask(Supplier<Http> agent, String path) {
        try (var http = agent.get()) {
            http.get(path);
        }
    }

    private static String shortened(String statement) {
        return statement.length() <= 150 ? statement : statement.substring(0, 149) + "…";
    }

    /** Those that everybody who asks may see. */
    private List<UUID> someTickets(Program.Account account, UUID agent) {
        var ids = new ArrayList<UUID>();
        program.database()
                .column("SELECT id FROM ticket WHERE tenant_id = '" + account.id()
                        + "' AND department_id IN (SELECT department_id FROM agent_department WHERE agent_id = '"
                        + agent
                        + "') ORDER BY md5(id::text) LIMIT 20000")
                .forEach(id -> ids.add(UUID.fromString(id)));
        java.util.Collections.shuffle(ids, new Random(7));
        return ids;
    }

    /** A key of an agent who works in two departments, made past the product: agents make theirs in the console. */
    private String key(Program.Account account, UUID agent) {
        var key = "hd_" + Tokens.next();
        program.database()
                .execute(
                        "INSERT INTO api_key (tenant_id, id, key_hash, agent_id, name, created_at) VALUES ('%s', '%s', '\\x%s', '%s', 'bench', '%s')"
                                .formatted(
                                        account.id(),
                                        UUID.randomUUID(),
                                        java.util.HexFormat.of().formatHex(Tokens.hash(key)),
                                        agent,
                                        Instant.now()));
        return key;
    }
}
