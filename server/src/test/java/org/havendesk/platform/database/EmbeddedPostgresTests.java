package org.havendesk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTests {
    @TempDir
    Path folder;

    @Test
    void a_second_program_on_the_same_folder_leaves_the_first_ones_database_alone() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var root = folder.resolve("postgres");
        try (var first = EmbeddedPostgres.start(root, false)) {
            assertThatExceptionOfType(DataInUse.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(root, false))
                    .withMessageContaining(root.toString());

            try (var connection = DriverManager.getConnection(first.url("postgres"), first.user(), first.password())) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        EmbeddedPostgres.start(root, false).close();
    }
}
