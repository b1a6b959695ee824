package org.havendesk.bench.spam;

import java.io.IOException;
import java.nio.file.Path;

/** Prints the figures of files with lines {@code label score [decision]}. */
public final class SpamScore {
    private SpamScore() {}

    public static void main(String[] arguments) throws IOException {
        int skip = 0;
        int bootstraps = 0;
        boolean byScore = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--skip" -> skip = Integer.parseInt(arguments[++i]);
                case "--boot" -> bootstraps = Integer.parseInt(arguments[++i]);
                case "--half" -> byScore = true;
                default -> print(Path.of(arguments[i]), byScore, skip, bootstraps);
            }
        }
    }

    private static void print(Path file, boolean byScore, int skip, int bootstraps) throws IOException {
        var scores = Scores.read(file, byScore);
        System.out.println(file.getFileName() + " " + scores.from(skip).figures(bootstraps));
        if (skip == 0) System.out.println(scores.start());
    }
}
