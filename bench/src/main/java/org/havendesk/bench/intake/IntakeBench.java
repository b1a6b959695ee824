package org.havendesk.bench.intake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
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
        var bare = new BareInsert(program.database(), tenant);
        bare.run(clients);
        var before = Cpu.now(program, -1);
        var bareRate = bare.run(clients);
        var bareCpu = Cpu.now(program, -1).since(before, bare.size());
        System.out.printf("intake        %8.0f mails/s from %d clients%n", taken.rate(), clients);
        System.out.printf(
                "CPU           %8.2f ms a mail   limit %.0f ms   (program %.2f, database %.2f)%n",
                taken.cpu().both(),
                CPU_MILLIS,
                taken.cpu().program(),
                taken.cpu().database());
        System.out.printf("visible after %s%n", taken.visible());
        System.out.printf("bare insert   %8.0f mails/s, %.2f ms a mail%n", bareRate, bareCpu.database());
        System.out.printf("bare parsing  %8.2f ms a mail%n", parsing(made));
        System.out.printf(
                "share         %8.0f %% of the bare insert         limit %.0f %%%n",
                100 * taken.rate() / bareRate, 100 * SHARE_OF_BARE_INSERT);
        return taken.cpu().both() <= CPU_MILLIS && taken.rate() >= SHARE_OF_BARE_INSERT * bareRate;
    }

    /**
     * How the measured mails were taken in.
     *
     * @param rate mails a second
     * @param cpu of each
     * @param visible nanoseconds from the acknowledgement until it can be seen
     */
    private record Taken(double rate, Cpu cpu, Latencies visible) {}

    private Taken take(List<Mails.Made> made, UUID tenant) throws SQLException, IOException, InterruptedException {
        try (var watch = new Watch(program.database(), tenant)) {
            feed(new Mails(1, "warm-up").next(WARM_UP), watch);
            program.database().execute("VACUUM (ANALYZE)");
            var cpu = Cpu.now(program, watch.backend());
            var begun = System.nanoTime();
            var acknowledged = feed(made, watch);
            var seconds = (System.nanoTime() - begun) / 1e9;
            var cpuEach = Cpu.now(program, watch.backend()).since(cpu, mails);
            var visible = made.stream()
                    .mapToLong(mail -> Math.max(0, watch.seenAt(mail.id()) - acknowledged.getOrDefault(mail.id(), 0L)))
                    .toArray();
            return new Taken(mails / seconds, cpuEach, new Latencies(visible));
        }
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
