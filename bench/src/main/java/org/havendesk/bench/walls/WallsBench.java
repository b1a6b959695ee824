package org.havendesk.bench.walls;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.havendesk.bench.Cpu;
import org.havendesk.bench.Options;
import org.havendesk.bench.console.Fill;
import org.havendesk.stage.Http;
import org.havendesk.stage.Program;
import tools.jackson.databind.json.JsonMapper;

/** {@code bin/bench walls}: what the walls cost of a request, beside the same requests without them. */
public final class WallsBench {
    private static final double LIMIT = 0.10;
    private static final int SIGN_INS = 40;
    private static final int NAMES = 200;
    private static final double WARM_UP_SECONDS = 6;
    private static final double SETTLING_SECONDS = 1;

    /** A browser shows the same in its cookie and in a header. */
    private static final String TOKEN = UUID.randomUUID().toString();

    private final Program program;
    private final int tickets;
    private final int rounds;
    private final double seconds;
    private final Load load;

    private WallsBench(Program program, Options options) {
        this.program = program;
        this.tickets = options.get("tickets", 100_000);
        this.rounds = options.get("rounds", 15);
        this.seconds = options.get("seconds", 2);
        this.load = new Load(program, 4);
    }

    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, Set.of("tickets", "rounds", "seconds"));
        var program = Program.onFreshData();
        boolean passed;
        try {
            passed = new WallsBench(program.asShipped().start(), options).run();
        } finally {
            program.remove();
        }
        System.exit(passed ? 0 : 1);
    }

    /**
     * One kind of request.
     *
     * @param walled who asks while the walls are up
     * @param open who asks while they are down
     */
    private record Kind(String name, Supplier<Http> walled, Supplier<Http> open, Function<Random, String> path) {}

    private boolean run() throws SQLException, IOException, InterruptedException {
        var account = program.open("acme");
        var tenant = UUID.fromString(account.id());
        new Fill(program.database(), tenant, tickets).fill();
        var walls = new Walls(program, account);
        var session = signIn(account);
        var narrow = walls.key("narrow", List.of("ticket.read", "agent.own"));
        var wide = walls.key("wide", List.of());
        var ids = program.database()
                .column("SELECT id FROM ticket WHERE tenant_id = '" + tenant + "' ORDER BY md5(id::text) LIMIT 5000");

        Supplier<Http> browser = () -> Http.to(program.port(), account.host(), Map.of("Cookie", session));
        Supplier<Http> narrowKey = () -> program.rest(account, narrow);
        Supplier<Http> wideKey = () -> program.rest(account, wide);
        Function<Random, String> list = random -> "/rest/tickets?view=" + (random.nextBoolean() ? "all" : "resolved");
        Function<Random, String> read = random -> "/rest/tickets/" + ids.get(random.nextInt(ids.size()));

        double binding = new Binding(program, tenant).millis();
        double door = door(narrowKey, account);
        System.out.printf("telling PostgreSQL the account %.4f ms, the doors before a route %.4f ms%n", binding, door);
        boolean passed = true;
        for (var kind : List.of(
                new Kind("list, session", browser, browser, list),
                new Kind("read, session", browser, browser, read),
                new Kind("list, key", narrowKey, wideKey, list),
                new Kind("read, key", narrowKey, wideKey, read))) {
            passed &= judge(kind, walls, binding, door);
        }
        return passed;
    }

    /** @return the cookies of a session */
    private String signIn(Program.Account account) throws IOException {
        var body = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("email", "ada@acme.test", "password", "a long one for " + account.subdomain()));
        var token = Map.of("Cookie", "XSRF-TOKEN=" + TOKEN, "X-XSRF-TOKEN", TOKEN);
        var cpu = Cpu.now(program, -1);
        var begun = System.nanoTime();
        List<String> cookies = List.of();
        for (int i = 0; i < SIGN_INS; i++) {
            try (var http = Http.to(program.port(), account.host(), token)) {
                cookies = Walls.succeeded(http.post("/rest/session", body)).cookies();
            }
        }
        System.out.printf(
                "sign-in %.1f ms, %.1f ms of processor time: a wall itself, made slow on purpose%n",
                (System.nanoTime() - begun) / 1e6 / SIGN_INS,
                Cpu.now(program, -1).since(cpu, SIGN_INS).both());
        return String.join("; ", cookies);
    }

    /**
     * A request that comes through every door before a route and is then turned away by the last, less one that goes
     * through none of them but the account's host. More than the doors cost, since a refusal is written.
     */
    private double door(Supplier<Http> key, Program.Account account) throws IOException, InterruptedException {
        Supplier<Http> stranger = () -> Http.to(program.port(), account.host(), Map.of());
        Function<Random, String> refused = random -> "/rest/account";
        Function<Random, String> bare = random -> "/assets/none" + random.nextInt(NAMES);
        load.of(key, refused, 403, seconds);
        load.of(stranger, bare, 404, seconds);
        var through = new double[rounds];
        var past = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            through[i] = load.of(key, refused, 403, seconds).millis();
            past[i] = load.of(stranger, bare, 404, seconds).millis();
        }
        return Math.max(0, Spread.of(through).middle() - Spread.of(past).middle());
    }

    /**
     * Walls up and down in turns, the first of each pair changing, so that whatever changes on the machine meets both
     * alike; what the walls take is the middle of what they take in each pair. What is asked right after the walls were changed is not counted: PostgreSQL plans anew then.
     */
    private boolean judge(Kind kind, Walls walls, double binding, double door)
            throws IOException, InterruptedException {
        walls.up();
        load.of(kind.walled(), kind.path(), 200, WARM_UP_SECONDS);
        var with = new double[rounds];
        var without = new double[rounds];
        var taken = new double[rounds];
        var transactions = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            for (boolean up : i % 2 == 0 ? new boolean[] {true, false} : new boolean[] {false, true}) {
                if (up) {
                    walls.up();
                } else {
                    walls.down();
                }
                var visitor = up ? kind.walled() : kind.open();
                load.of(visitor, kind.path(), 200, SETTLING_SECONDS);
                var cost = load.of(visitor, kind.path(), 200, seconds);
                (up ? with : without)[i] = cost.millis();
                if (up) {
                    transactions[i] = cost.transactions();
                }
            }
            taken[i] = with[i] - without[i];
        }
        return tell(
                kind,
                Spread.of(with),
                Spread.of(without),
                Spread.of(taken).middle(),
                Spread.of(transactions).middle(),
                binding,
                door);
    }

    private static boolean tell(
            Kind kind, Spread with, Spread without, double taken, double transactions, double binding, double door) {
        double share = (taken + transactions * binding + door) / with.middle();
        boolean passed = share <= LIMIT;
        System.out.printf(
                "%-13s  with walls %s ms, without row security, networks and scopes %s ms; %.1f transactions;"
                        + " all walls %4.1f %%   limit %.0f %%   %s%n",
                kind.name(), with, without, transactions, share * 100, LIMIT * 100, passed ? "ok" : "TOO MUCH");
        return passed;
    }
}
