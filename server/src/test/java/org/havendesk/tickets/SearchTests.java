package org.havendesk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTests {
    private static final int TICKETS = 2_400;
    private static final int AT_ONCE = 12_000;

    @Autowired
    JdbcClient db;

    @Autowired
    TicketList list;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Cast cast;

    private TransactionTemplate transaction;
    private Cast.Acme acme;

    @BeforeAll
    void tickets_over_two_years() {
        transaction = new TransactionTemplate(transactions);
        acme = cast.acme();
        Tenants.run(
                acme.tenant(),
                () -> transaction.executeWithoutResult(state -> {
                    db.sql("""
                    INSERT INTO ticket (tenant_id, id, code, subject, status, channel, department_id, created_at, updated_at)
                    SELECT :tenant, gen_random_uuid(), 'ABC-DEFGH-' || n, CASE WHEN n % 2 = 0 THEN 'delivery' ELSE 'café' END
                           || CASE WHEN n % 37 = 0 THEN ' refund' ELSE '' END
                           || CASE WHEN n % 500 = 0 THEN ' zeppelin' ELSE '' END,
                           CASE WHEN n % 10 = 0 THEN 'open' ELSE 'resolved' END, 'email',
                           CASE WHEN n % 8 = 0 THEN :sales ELSE :support END, now() - n * INTERVAL '7 hours', now() - n * INTERVAL '7 hours'
                      FROM generate_series(1, :count) n
                    """)
                            .param("tenant", acme.tenant().value())
                            .param("support", acme.support().value())
                            .param("sales", acme.sales().value())
                            .param("count", TICKETS)
                            .update();
                    db.sql("""
                    INSERT INTO ticket (tenant_id, id, code, subject, status, channel, department_id, created_at, updated_at)
                    SELECT :tenant, gen_random_uuid(), 'ABD-DEFGH-' || n, 'avalanche', 'resolved', 'email',
                           CASE WHEN n % 900 = 0 THEN :support ELSE :sales END,
                           now() - INTERVAL '900 days' - n * INTERVAL '12 minutes', now() - INTERVAL '900 days' - n * INTERVAL '12 minutes'
                      FROM generate_series(1, :count) n
                    """)
                            .param("tenant", acme.tenant().value())
                            .param("support", acme.support().value())
                            .param("sales", acme.sales().value())
                            .param("count", AT_ONCE)
                            .update();
                    db.sql("""
                    INSERT INTO ticket_search (tenant_id, ticket_id, department_id, week, words)
                    SELECT tenant_id, id, department_id, date_trunc('week', updated_at AT TIME ZONE 'UTC'), strip(to_tsvector('words', subject))
                      FROM ticket WHERE tenant_id = :tenant
                    """).param("tenant", acme.tenant().value()).update();
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "delivery, delivery",
        "deli, delivery",
        "CAFE, café",
        "refund, refund",
        "zeppelin, zeppelin",
        "zepp, zeppelin",
        "delivery refund, delivery refund",
        "refund zeppelin, refund zeppelin",
        "avalanche, avalanche",
        "nothing, nothing"
    })
    void all_tickets_with_the_words_come_page_by_page_the_last_touched_first(String typed, String expected) {
        assertThat(everything(acme.ada(), search(typed, Set.of()))).isEqualTo(expected(acme.ada(), expected, "true"));
    }

    @ParameterizedTest
    @CsvSource({"delivery", "refund", "zeppelin", "avalanche"})
    void an_agent_finds_only_the_tickets_of_the_own_departments(String word) {
        assertThat(everything(acme.kevin(), search(word, Set.of())))
                .isNotEmpty()
                .isEqualTo(expected(acme.kevin(), word, "department_id = '" + acme.support() + "'"));
    }

    @ParameterizedTest
    @CsvSource({"delivery", "refund", "zeppelin"})
    void only_tickets_in_the_asked_for_states_are_found(String word) {
        assertThat(everything(acme.ada(), search(word, EnumSet.of(Status.OPEN))))
                .isEqualTo(expected(acme.ada(), word, "status = 'open'"));
    }

    @Test
    void a_code_finds_its_ticket() {
        assertThat(everything(acme.ada(), search(" abc-defgh-123 ", Set.of()))).hasSize(1);
    }

    @Test
    void what_is_typed_is_never_an_operator() {
        for (var typed :
                List.of("'", "a & b | !c", "(delivery", "\\", "delivery:*", "!!", "<b>", "&nbsp;", "' OR '1'='1")) {
            assertThat(everything(acme.ada(), search(typed, Set.of()))).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_ticket_touched_in_a_later_week_is_found_among_the_newest() {
        var oldest = everything(acme.ada(), search("zeppelin", Set.of())).getLast();
        Tenants.run(
                acme.tenant(),
                () -> transaction.executeWithoutResult(
                        state -> db.sql("UPDATE ticket SET updated_at = now() WHERE tenant_id = :tenant AND id = :id")
                                .param("tenant", acme.tenant().value())
                                .param("id", oldest)
                                .update()));

        assertThat(everything(acme.ada(), search("zeppelin", Set.of())).getFirst())
                .isEqualTo(oldest);
    }

    @Test
    void a_ticket_that_moves_to_another_department_is_found_there() {
        var theirs = everything(acme.ada(), search("zeppelin", Set.of()));
        theirs.removeAll(everything(acme.kevin(), search("zeppelin", Set.of())));
        var moved = theirs.getFirst();
        Tenants.run(
                acme.tenant(),
                () -> transaction.executeWithoutResult(state -> db.sql(
                                "UPDATE ticket SET department_id = :support WHERE tenant_id = :tenant AND id = :id")
                        .param("support", acme.support().value())
                        .param("tenant", acme.tenant().value())
                        .param("id", moved)
                        .update()));

        assertThat(everything(acme.kevin(), search("zeppelin", Set.of()))).contains(moved);
    }

    private static TicketQuery search(String words, Set<Status> statuses) {
        return new TicketQuery(
                statuses, Optional.empty(), TicketQuery.Assignee.ANYBODY, Optional.empty(), Optional.of(words));
    }

    private List<UUID> everything(Agent agent, TicketQuery query) {
        return Tenants.as(acme.tenant(), () -> {
            var ids = new ArrayList<UUID>();
            Optional<Cursor> cursor = Optional.empty();
            do {
                var page = list.page(agent, query, cursor, 100);
                page.items().forEach(line -> ids.add(line.id()));
                cursor = Cursor.decode(page.next());
            } while (cursor.isPresent());
            return ids;
        });
    }

    /** As reading every ticket would find them. */
    private List<UUID> expected(Agent agent, String words, String condition) {
        return Tenants.as(
                agent.tenant(),
                () -> transaction.execute(state -> db.sql("""
                SELECT t.id FROM ticket t
                 WHERE t.tenant_id = :tenant AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(:words, ' ')) word
                                                              WHERE NOT word = ANY (string_to_array(t.subject, ' ')))
                   AND\s""" + condition + " ORDER BY t.updated_at DESC, t.id DESC")
                        .param("tenant", agent.tenant().value())
                        .param("words", words)
                        .query((row, line) -> row.getObject(1, UUID.class))
                        .list()));
    }
}
