package org.havendesk.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the built program, in the layout that {@code bin/start} runs: a small jar beside a folder of libraries. The system
 * property {@code havendesk.jar} names another one.
 */
final class Jar {
    private static final String NAME = "havendesk-app.jar";

    private Jar() {}

    static synchronized Path path() {
        var named = System.getProperty("havendesk.jar", "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        var packed = packed(Path.of("").toAbsolutePath())
                .orElseThrow(() -> new IllegalStateException(
                        "There is no server/target/" + NAME + ": build it with mvn package -pl server -am"));
        try {
            return unpacked(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> packed(Path from) {
        for (Optional<Path> folder = Optional.of(from);
                folder.isPresent();
                folder = folder.flatMap(one -> Optional.ofNullable(one.getParent()))) {
            var jar = folder.get().resolve("server/target").resolve(NAME);
            if (Files.exists(jar)) {
                return Optional.of(jar);
            }
        }
        return Optional.empty();
    }

    private static Path unpacked(Path packed) throws IOException {
        var stamp = Files.getLastModifiedTime(packed).toMillis();
        var folder = packed.resolveSibling("staged-" + stamp);
        if (!Files.exists(folder.resolve(NAME))) {
            var fresh = packed.resolveSibling(
                    "staged-" + stamp + "-" + ProcessHandle.current().pid());
            extract(packed, fresh);
            Files.move(fresh, folder);
        }
        return folder.resolve(NAME);
    }

    private static void extract(Path packed, Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var extraction = new ProcessBuilder(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (extraction.waitFor() != 0) {
                throw new IOException("Cannot unpack " + packed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
