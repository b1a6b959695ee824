package org.havendesk.bench.walls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.havendesk.bench.Cpu;
import org.havendesk.stage.Http;
import org.havendesk.stage.Program;

/** Asks for the same kind of thing again and again, and says what each answer cost: processor time, not waiting. */
final class Load {
    private final Program program;
    private final int connections;

    Load(Program program, int connections) {
        this.program = program;
        this.connections = connections;
    }

    /**
     * What an answer cost.
     *
     * @param millis of the program and of PostgreSQL
     * @param transactions committed for it
     */
    record Cost(double millis, double transactions) {}

    /** @param status that every answer must have */
    Cost of(Supplier<Http> visitor, Function<Random, String> path, int status, double seconds)
            throws IOException, InterruptedException {
        var cpu = Cpu.now(program, -1);
        long committed = committed();
        int answers = ask(visitor, path, status, seconds);
        var each = Cpu.now(program, -1).since(cpu, answers);
        return new Cost(each.both(), (committed() - committed) / (double) answers);
    }

    private int ask(Supplier<Http> visitor, Function<Random, String> path, int status, double seconds)
            throws InterruptedException {
        var until = System.nanoTime() + (long) (seconds * 1e9);
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var asking = new ArrayList<Future<Integer>>();
            for (int i = 0; i < connections; i++) {
                var random = new Random(1_000 + i);
                asking.add(threads.submit(() -> one(visitor, path, random, status, until)));
            }
            int answers = 0;
            for (var each : asking) {
                answers += each.get();
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static int one(
            Supplier<Http> visitor, Function<Random, String> path, Random random, int status, long until) {
        int answers = 0;
        try (var http = visitor.get()) {
            while (System.nanoTime() < until) {
                var asked = path.apply(random);
                var answer = http.get(asked);
                if (answer.status() != status) {
                    throw new IllegalStateException(asked + " -> " + answer.status() + " " + answer.text());
                }
                answers++;
            }
        }
        return answers;
    }

    /** PostgreSQL counts them a moment later; over seconds it makes no difference. */
    private long committed() {
        return program.database().number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }
}
