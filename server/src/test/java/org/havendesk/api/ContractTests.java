package org.havendesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code api/openapi.yaml} is what clients were promised. {@code -Dcontract.write=true} writes it anew, for review. */
@HavendeskTest
class ContractTests {
    private static final Path CONTRACT = Path.of("..", "api", "openapi.yaml");

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Test
    void every_operation_says_what_it_does() throws IOException {
        var acme = cast.acme();
        var contract = visitors.as(acme, acme.ada()).get("/rest/openapi").json();
        var silent = contract.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation ->
                                operation.getValue().path("summary").isMissingNode())
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
        assertThat(silent)
                .as("operations without a line in server/src/main/resources/api/operations.txt")
                .isEmpty();
    }

    @Test
    void the_contract_in_the_repository_is_what_the_program_serves() throws IOException {
        var acme = cast.acme();
        var served = visitors.as(acme, acme.ada()).get("/rest/openapi.yaml");
        assertThat(served.status()).isEqualTo(200);

        if (Boolean.getBoolean("contract.write")) {
            Files.createDirectories(CONTRACT.getParent());
            Files.writeString(CONTRACT, served.body());
        }
        assertThat(served.body()).isEqualTo(Files.readString(CONTRACT));
    }
}
