package org.havendesk.bench.walls;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.stage.Http;
import org.havendesk.stage.Program;
import tools.jackson.databind.json.JsonMapper;

/** The walls that can be put up and taken down while the program runs. */
final class Walls {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int NETWORKS = 50;

    private final Program program;
    private final Program.Account account;
    private final List<String> tables;

    Walls(Program program, Program.Account account) {
        this.program = program;
        this.account = account;
        this.tables = program.database()
                .column("SELECT relname FROM pg_class WHERE relforcerowsecurity AND relkind IN ('r', 'p') ORDER BY 1");
    }

    /** Row-level security on every table, and a long list of networks from which the panel may be used. */
    void up() {
        security("ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY");
        networks(IntStream.range(0, NETWORKS)
                        .mapToObj(i -> "10.0." + i + ".0/24")
                        .collect(Collectors.joining("\n")) + "\n127.0.0.0/8");
    }

    void down() {
        security("NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY");
        networks("");
    }

    /**
     * A key of the owner.
     *
     * @param scopes none for all
     */
    String key(String name, List<String> scopes) {
        var asked = scopes.isEmpty() ? Map.of("name", name) : Map.of("name", name, "scopes", scopes);
        try (var http = program.rest(account)) {
            return JSON.readTree(succeeded(http.post("/rest/apikeys", JSON.writeValueAsString(asked)))
                            .text())
                    .path("key")
                    .asString();
        }
    }

    private void security(String... changes) {
        program.database()
                .execute(tables.stream()
                        .flatMap(table ->
                                List.of(changes).stream().map(change -> "ALTER TABLE " + table + " " + change + ";"))
                        .collect(Collectors.joining("\n")));
    }

    private void networks(String list) {
        try (var http = program.rest(account)) {
            succeeded(http.put("/rest/security/networks", JSON.writeValueAsString(Map.of("networks", list))));
        }
    }

    static Http.Answer succeeded(Http.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }
}
