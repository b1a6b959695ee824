package org.havendesk.bench.walls;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.havendesk.bench.Cpu;
import org.havendesk.stage.Program;

/** What it costs to tell PostgreSQL the account, once in each transaction: on this side and on its own. */
final class Binding {
    private static final int WARM_UP = 5_000;
    private static final int TIMES = 40_000;

    private final Program program;
    private final UUID tenant;

    Binding(Program program, UUID tenant) {
        this.program = program;
        this.tenant = tenant;
    }

    /** @return milliseconds of processor time */
    double millis() throws SQLException, IOException {
        try (var connection = program.database().connect();
                var bind = connection.prepareStatement("SELECT set_config('app.tenant_id', ?, true)")) {
            connection.setAutoCommit(false);
            bind(connection, bind, WARM_UP);
            var threads = ManagementFactory.getThreadMXBean();
            long own = threads.getCurrentThreadCpuTime();
            var cpu = Cpu.now(program, -1);
            bind(connection, bind, TIMES);
            var database = Cpu.now(program, -1).since(cpu, TIMES).database();
            return database + (threads.getCurrentThreadCpuTime() - own) / 1e6 / TIMES;
        }
    }

    private void bind(Connection connection, PreparedStatement bind, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            bind.setString(1, tenant.toString());
            bind.execute();
        }
        connection.rollback();
    }
}
