package org.havendesk.bench.intake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.havendesk.bench.Cpu;
import org.havendesk.bench.Latencies;
import org.havendesk.bench.Options;
import org.havendesk.email.mime.MailParser;
import org.havendesk.stage.Program;
import org.havendesk.stage.SmtpClient;

/** {@code bin/bench intake}: mails a second, what each costs, and how soon it is seen, beside what is possible at all. */
public final class IntakeBench {
    private static final int WARM_UP = 25_000;
    private static final int MAILS_A_CONNECTION = 20;
    /** Taking in and the limit take turns, so that a machine whose speed changes meets both alike. */
    private static final int ROUNDS = 10;

    private static final double SHARE_OF_BARE_INSERT = 0.25;
    private static final double CPU_MILLIS = 6;

    private final Program program;
    private final int mails;
    private final int clients;

    private IntakeBench(Program program, Options options) {
        this.program = program;
        this.mails = options.get("mails", 5_000);
        this.clients = options.get("clients", 8);
    }

    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, Set.of("mails", "clients"));
        var program = Program.onFreshData();
        boolean passed;
        try {
            passed = new IntakeBench(program.asShipped().start(), options).run();
        } finally {
            program.remove();
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws SQLException, IOException, InterruptedException {
        var tenant = UUID.fromString(program.open("acme").id());
        var made = new Mails(2, "measured").next(mails);
        var taken = take(made, tenant);
        System.out.printf("intake        %8.0f mails/s from %d clients%n", taken.rate(), clients);
        System.out.printf(
                "CPU           %8.2f ms a mail   limit %.0f ms   (program %.2f, database %.2f)%n",
                taken.cpu().both(),
                CPU_MILLIS,
                taken.cpu().program(),
                taken.cpu().database());
        System.out.printf("visible after %s%n", taken.visible());
        System.out.printf("bare insert   %8.0f mails/s, %.2f ms a mail%n", taken.bareRate(), taken.bareMillis());
        System.out.printf("bare parsing  %8.2f ms a mail%n", parsing(made));
        System.out.printf(
                "share         %8.0f %% of the bare insert         limit %.0f %%%n",
                100 * taken.rate() / taken.bareRate(), 100 * SHARE_OF_BARE_INSERT);
        return taken.cpu().both() <= CPU_MILLIS && taken.rate() >= SHARE_OF_BARE_INSERT * taken.bareRate();
    }

    /**
     * How the measured mails were taken in.
     *
     * @param rate mails a second
     * @param cpu of each
     * @param visible nanoseconds from the acknowledgement until it can be seen
     * @param bareRate mails a second of the limit
     * @param bareMillis of the database, for each of these
     */
    private record Taken(double rate, Cpu cpu, Latencies visible, double bareRate, double bareMillis) {}

    private Taken take(List<Mails.Made> made, UUID tenant) throws SQLException, IOException, InterruptedException {
        try (var watch = new Watch(program.database(), tenant)) {
            feed(new Mails(1, "warm-up").next(WARM_UP), watch);
            watch.rest();
            try (var bare = new BareInsert(program.database(), tenant, (mails + ROUNDS - 1) / ROUNDS, clients)) {
                for (int i = 0; i < ROUNDS; i++) {
                    bare.run();
                }
                program.database().execute("VACUUM (ANALYZE)");
                return take(made, watch, bare);
            }
        }
    }

    private Taken take(List<Mails.Made> made, Watch watch, BareInsert bare)
            throws SQLException, IOException, InterruptedException {
        var acknowledged = new HashMap<String, Long>();
        double seconds = 0;
        double bareSeconds = 0;
        double databaseMillis = 0;
        double bareMillis = 0;
        var beginning = Cpu.now(program, -1); // whatever the program does later of the mails counts, too
        for (int from = 0; from < made.size(); from += bare.size()) {
            var some = made.subList(from, Math.min(made.size(), from + bare.size()));
            watch.wake();
            var cpu = Cpu.now(program, watch.backend());
            var begun = System.nanoTime();
            acknowledged.putAll(feed(some, watch));
            seconds += (System.nanoTime() - begun) / 1e9;
            var spent = Cpu.now(program, watch.backend()).since(cpu, 1).database();
            databaseMillis += spent;
            watch.rest();

            var before = Cpu.now(program, -1);
            bareSeconds += bare.run();
            bareMillis += Cpu.now(program, -1).since(before, 1).database();
        }
        double programMillis = Cpu.now(program, -1).since(beginning, 1).program();
        var visible = made.stream()
                .mapToLong(mail -> Math.max(0, watch.seenAt(mail.id()) - acknowledged.getOrDefault(mail.id(), 0L)))
                .toArray();
        int rounds = (made.size() + bare.size() - 1) / bare.size();
        return new Taken(
                mails / seconds,
                new Cpu(programMillis / mails, databaseMillis / mails),
                new Latencies(visible),
                rounds * bare.size() / bareSeconds,
                bareMillis / (rounds * bare.size()));
    }

    /** @return when each mail was acknowledged, once all can be seen */
    private Map<String, Long> feed(List<Mails.Made> made, Watch watch) throws InterruptedException {
        var before = watch.count();
        var acknowledged = new ConcurrentHashMap<String, Long>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var feeding = new ArrayList<Future<?>>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                var own = made.stream()
                        .filter(mail -> mail.sender() % clients == client)
                        .toList();
                feeding.add(threads.submit(() -> feed(own, acknowledged)));
            }
            for (var each : feeding) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        var deadline = System.nanoTime() + 120_000_000_000L;
        while (watch.count() - before < made.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Of %d mails, %d became messages".formatted(made.size(), watch.count() - before));
            }
            Thread.sleep(5);
        }
        return acknowledged;
    }

    private Void feed(List<Mails.Made> own, Map<String, Long> acknowledged) throws IOException {
        for (int from = 0; from < own.size(); from += MAILS_A_CONNECTION) {
            try (var smtp = new SmtpClient(program.smtpPort())) {
                for (var mail : own.subList(from, Math.min(own.size(), from + MAILS_A_CONNECTION))) {
                    smtp.deliver(mail.from(), "support@acme.localhost", mail.bytes());
                    acknowledged.put(mail.id(), System.nanoTime());
                }
            }
        }
        return null;
    }

    private static double parsing(List<Mails.Made> made) {
        long begun = 0;
        for (int round = 0; round < 3; round++) {
            begun = System.nanoTime();
            made.forEach(mail -> MailParser.parse(mail.bytes()));
        }
        return (System.nanoTime() - begun) / 1e6 / made.size();
    }
}
