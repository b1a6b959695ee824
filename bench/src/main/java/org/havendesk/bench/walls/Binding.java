package org.havendesk.bench.walls;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.havendesk.bench.Cpu;
import org.havendesk.stage.Program;

/**
 * What it costs to tell PostgreSQL the account, once in each transaction: on this side and on its own. It goes along with
 * the first question, so it is what such a question costs more than one without.
 */
final class Binding {
    private static final int ROUNDS = 11;
    private static final int TIMES = 10_000;

    private final Program program;
    private final UUID tenant;

    Binding(Program program, UUID tenant) {
        this.program = program;
        this.tenant = tenant;
    }

    /** @return milliseconds of processor time */
    double millis() throws SQLException, IOException {
        try (var connection = program.database().connect();
                var bound = connection.prepareStatement("SELECT set_config('app.tenant_id', ?, true);SELECT 1");
                var unbound = connection.prepareStatement("SELECT ?::text")) {
            connection.setAutoCommit(false);
            ask(connection, bound, TIMES);
            ask(connection, unbound, TIMES);
            var more = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                more[i] = millis(connection, bound) - millis(connection, unbound);
            }
            return Math.max(0, Spread.of(more).middle());
        }
    }

    private double millis(Connection connection, PreparedStatement question) throws SQLException, IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long own = threads.getCurrentThreadCpuTime();
        var cpu = Cpu.now(program, -1);
        ask(connection, question, TIMES);
        var database = Cpu.now(program, -1).since(cpu, TIMES).database();
        return database + (threads.getCurrentThreadCpuTime() - own) / 1e6 / TIMES;
    }

    private void ask(Connection connection, PreparedStatement question, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            question.setString(1, tenant.toString());
            question.execute();
        }
        connection.rollback();
    }
}
