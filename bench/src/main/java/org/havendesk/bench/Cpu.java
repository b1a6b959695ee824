package org.havendesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.havendesk.stage.Program;

/**
 * What the program and its database have computed so far, after {@code /proc/<pid>/stat} (proc(5)).
 *
 * @param program milliseconds, as {@code database}
 */
public record Cpu(double program, double database) {
    /** A tick of the kernel's accounts, USER_HZ: 10 ms on every Linux. */
    private static final long TICK_MILLIS = 10;

    private static final int UTIME = 11;
    private static final int CUTIME = 13;

    /** @param except a process of the database that is the measurement's own */
    public static Cpu now(Program program, long except) throws IOException {
        var postmaster = program.postgres().orElseThrow();
        long database = own(postmaster.pid()) + ofThoseGone(postmaster.pid());
        for (var child : postmaster.children().toList()) {
            database += child.pid() == except ? 0 : own(child.pid());
        }
        return new Cpu(own(program.handle().pid()) * TICK_MILLIS, database * TICK_MILLIS);
    }

    /** What was computed since, for each of so many. */
    public Cpu since(Cpu earlier, int many) {
        return new Cpu((program - earlier.program) / many, (database - earlier.database) / many);
    }

    public double both() {
        return program + database;
    }

    private static long own(long pid) throws IOException {
        return sum(pid, UTIME);
    }

    private static long ofThoseGone(long pid) throws IOException {
        return sum(pid, CUTIME);
    }

    private static long sum(long pid, int field) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
