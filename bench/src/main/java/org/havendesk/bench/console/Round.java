package org.havendesk.bench.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.havendesk.bench.Latencies;
import org.havendesk.stage.Http;

/** So many connections, each asking the next question as soon as the last is answered. */
final class Round {
    private final List<Supplier<Http>> agents;
    private final int connections;
    private final Map<String, Long> slowest = new ConcurrentHashMap<>();

    /** @param agents each opens connections for one agent; they take turns */
    Round(List<Supplier<Http>> agents, int connections) {
        this.agents = agents;
        this.connections = connections;
    }

    /** The questions of the last {@link #ask} whose longest answer took longest. */
    List<String> slowest(int many) {
        return slowest.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(many)
                .map(one -> "%.0f ms %s".formatted(one.getValue() / 1e6, one.getKey()))
                .toList();
    }

    Latencies ask(Function<Random, String> path, double seconds) throws InterruptedException {
        slowest.clear();
        var until = System.nanoTime() + (long) (seconds * 1e9);
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var asking = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < connections; i++) {
                var agent = agents.get(i % agents.size());
                var random = new Random(1_000 + i);
                asking.add(threads.submit(() -> one(agent, path, random, until)));
            }
            var all = LongStream.builder();
            for (var each : asking) {
                each.get().forEach(all::add);
            }
            return new Latencies(all.build().toArray());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<Long> one(Supplier<Http> agent, Function<Random, String> path, Random random, long until) {
        var nanos = new ArrayList<Long>();
        try (var http = agent.get()) {
            while (System.nanoTime() < until) {
                var asked = path.apply(random);
                var begun = System.nanoTime();
                var answer = http.get(asked);
                long took = System.nanoTime() - begun;
                nanos.add(took);
                slowest.merge(asked, took, Math::max);
                if (answer.status() != 200) {
                    throw new IllegalStateException(asked + " -> " + answer.status() + " " + answer.text());
                }
            }
        }
        return nanos;
    }
}
