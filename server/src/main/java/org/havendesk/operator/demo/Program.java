package org.havendesk.operator.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Havendesk of our own, in the demo's time, for as long as it takes to fill it. */
final class Program implements AutoCloseable {
    private final Process process;

    /** Returns when it serves. */
    Program(List<String> command, Map<String, String> settings) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        try {
            process = builder.start();
            await(process.inputReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Havendesk could not be started: " + e.getMessage(), e);
        }
    }

    private void await(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Havendesk is ready")) {
                Thread.ofVirtual().start(() -> drain(output));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("Havendesk did not start:\n" + said);
    }

    private static void drain(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // Nobody reads it, but it must not fill the pipe.
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Stops it as anybody would, and waits until everything is written. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
