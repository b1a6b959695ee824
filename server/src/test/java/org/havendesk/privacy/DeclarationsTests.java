package org.havendesk.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decision 5: what is kept about people is declared where it is stored, column by column. */
@HavendeskTest
class DeclarationsTests {
    @Autowired
    List<PersonalData> everyRoom;

    @Autowired
    JdbcClient db;

    @Test
    void every_column_of_the_database_is_declared_as_personal_or_plain_and_none_is_declared_that_is_not_there() {
        assertThat(declared()).isEqualTo(columns());
    }

    @Test
    void no_column_is_declared_twice() {
        var all = stores().flatMap(store -> Stream.concat(store.personal().stream(), store.plain().stream())
                        .map(column -> store.table() + "." + column))
                .toList();

        assertThat(all).doesNotHaveDuplicates();
    }

    private Stream<Store> stores() {
        return everyRoom.stream().flatMap(room -> room.stores().stream());
    }

    private Map<String, Set<String>> declared() {
        var declared = new TreeMap<String, Set<String>>();
        stores().forEach(store -> {
            var columns = declared.computeIfAbsent(store.table(), table -> new TreeSet<>());
            columns.addAll(store.personal());
            columns.addAll(store.plain());
        });
        return declared;
    }

    private Map<String, Set<String>> columns() {
        var columns = new TreeMap<String, Set<String>>();
        db.sql("""
                SELECT c.relname, a.attname
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                   AND c.relname <> 'flyway_schema_history'
                """)
                .query((row, line) -> columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>())
                        .add(row.getString(2)))
                .list();
        return columns;
    }
}
