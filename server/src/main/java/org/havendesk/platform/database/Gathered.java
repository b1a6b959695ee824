package org.havendesk.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/** Statements that go to PostgreSQL as parts of one. */
record Gathered(List<Part> parts) {
    /** One of them, with the values of its question marks. */
    record Part(String sql, @Nullable Object[] values) {}

    int size() {
        return parts.size();
    }

    String sqlBefore(String last) {
        return parts.stream().map(Part::sql).collect(Collectors.joining(";", "", last.isEmpty() ? "" : ";" + last));
    }

    /** @return how many values were set */
    int set(PreparedStatement statement) throws SQLException {
        int set = 0;
        for (var part : parts) {
            for (var value : part.values()) {
                StatementCreatorUtils.setParameterValue(statement, ++set, SqlTypeValue.TYPE_UNKNOWN, value);
            }
        }
        return set;
    }
}
