package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.havendesk.audit.AuditLog;
import org.havendesk.platform.Agent;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Keys;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.spam.Judged.Because;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class SpamFilterTests {
    @Autowired
    Cast cast;

    @Autowired
    SpamFilter filter;

    @Autowired
    SpamModels models;

    @Autowired
    SpamReports reports;

    @Autowired
    SpamLists lists;

    @Autowired
    SpamRelays relays;

    @Autowired
    KnownSenderList known;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    SpamRows rows;

    @Autowired
    JudgedRows judgements;

    @Autowired
    MarkRows marks;

    @Autowired
    SpamData data;

    @Autowired
    AuditLog audit;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Keys keys;

    @Autowired
    TurnableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final Letters letters = new Letters(3);
    private final ContactId eve = new ContactId(Ids.next());
    private final ContactId maria = new ContactId(Ids.next());
    private final Evidence bait = Evidence.ofText("form", "Eve", "zebra umbrella harpsichord zebra umbrella");
    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    private <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return as(() -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }

    private SpamFilter anotherNode() {
        var others = new SpamModels(rows, keys, clock, transactions);
        return new SpamFilter(
                others, lists, relays, known, rows, judgements, marks, turnedAway, events, clock, transactions);
    }

    private UUID arrives(ContactId contact, Evidence evidence) {
        var id = Ids.next();
        as(() -> filter.judge(acme.tenant(), arrival(id, contact, evidence)));
        return id;
    }

    private static Arrival arrival(UUID id, ContactId contact, Evidence evidence) {
        return new Arrival(
                id,
                "email",
                Optional.of(contact),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                evidence);
    }

    private Taught mark(Agent agent, UUID message, boolean spam) {
        return inTransaction(() -> filter.mark(agent, message, spam));
    }

    /** A message arrives and an agent says what it is. */
    private UUID taught(ContactId contact, boolean spam, Evidence evidence) {
        var id = arrives(contact, evidence);
        assertThat(mark(acme.kevin(), id, spam)).isEqualTo(Taught.LEARNED);
        return id;
    }

    private double score(SpamFilter node, Evidence evidence) {
        return as(() -> node.score(acme.tenant(), evidence)).logOdds();
    }

    private byte[] bytesOf(SpamModel model) {
        return inTransaction(() -> {
            rows.replay(acme.tenant(), 0, model);
            return model.toBytes();
        });
    }

    private SpamModel empty() {
        var key = SpamKey.of(
                keys.sign(acme.tenant(), "spam", "features".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return SpamModel.empty(key, SpamModel.HAM_LOSS, Prior.shipped());
    }

    @Test
    void a_judgement_is_kept_with_its_reasons_and_teaches_nothing() {
        for (int i = 0; i < 20; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));
        double before = score(filter, bait);

        var message = arrives(eve, letters.mail(true));

        var kept = as(() -> reports.judged(acme.tenant(), message)).orElseThrow();
        assertThat(kept.verdict()).isEqualTo(Verdict.SUSPECTED);
        assertThat(kept.because()).isEqualTo(Because.FILTER);
        assertThat(kept.reasons()).isNotEmpty().anyMatch(reason -> reason.weight() > 0);
        assertThat(kept.spam()).isEmpty();
        assertThat(score(filter, bait)).isEqualTo(before);
    }

    @Test
    void what_one_node_is_taught_it_knows_at_its_next_judgement_and_all_others_soon() {
        var other = anotherNode();
        double before = score(other, bait);
        var first = arrives(eve, bait);
        var second = arrives(maria, letters.mail(false));
        mark(acme.kevin(), first, true);
        inTransaction(() -> other.mark(acme.david(), second, false));
        double here = score(filter, bait);

        assertThat(here).isGreaterThan(before + 0.3);
        clock.forward(SpamModels.FRESH);
        assertThat(score(filter, bait)).isEqualTo(here);
        assertThat(score(other, bait)).isGreaterThan(before + 0.3).isEqualTo(score(filter, bait));
    }

    @Test
    void nodes_that_learn_at_the_same_moment_lose_nothing_and_agree() throws InterruptedException {
        var nodes = List.of(filter, anotherNode(), anotherNode());
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) messages.add(arrives(maria, letters.mail(i % 2 == 0)));

        var threads = new ArrayList<Thread>();
        for (int n = 0; n < nodes.size(); n++) {
            int node = n;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = node; i < messages.size(); i += nodes.size()) {
                    int at = i;
                    inTransaction(() -> nodes.get(node).mark(acme.kevin(), messages.get(at), at % 2 == 0));
                    score(nodes.get(node), bait);
                }
            }));
        }
        for (var thread : threads) thread.join();
        clock.forward(SpamModels.FRESH);

        double here = score(nodes.getFirst(), bait);
        assertThat(nodes).allSatisfy(node -> assertThat(score(node, bait)).isEqualTo(here));
        var model = empty();
        bytesOf(model);
        assertThat(model.marks()).isEqualTo(60);
    }

    @Test
    void a_lesson_that_was_rolled_back_was_never_learned() {
        double before = score(filter, bait);
        var message = arrives(eve, bait);

        Tenants.run(
                acme.tenant(),
                () -> new TransactionTemplate(transactions).executeWithoutResult(state -> {
                    filter.mark(acme.kevin(), message, true);
                    state.setRollbackOnly();
                }));

        assertThat(score(filter, bait)).isEqualTo(before);
    }

    @Test
    void a_message_is_judged_before_the_transaction_that_takes_it_in() {
        assertThatThrownBy(() -> inTransaction(() -> filter.score(acme.tenant(), bait)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_mark_can_be_turned_round_and_taken_back() {
        double before = score(filter, bait);
        var message = taught(eve, true, bait);
        double asSpam = score(filter, bait);
        assertThat(mark(acme.kevin(), message, true)).isEqualTo(Taught.UNCHANGED);
        mark(acme.david(), message, false);
        double asGood = score(filter, bait);

        assertThat(asGood).isLessThan(before).isLessThan(asSpam);
        assertThat(as(() -> reports.judged(acme.tenant(), message))
                        .orElseThrow()
                        .spam())
                .contains(false);
        assertThat(inTransaction(() -> filter.unmark(acme.david(), message))).isTrue();
        assertThat(score(filter, bait)).isCloseTo(before, within(0.5));
        assertThat(inTransaction(() -> filter.unmark(acme.david(), message))).isFalse();

        as(() -> {
            filter.tidy(acme.tenant());
            return 0;
        });
        assertThat(score(filter, bait)).isEqualTo(before);
    }

    @Test
    void only_an_admin_takes_back_what_somebody_else_has_marked() {
        var message = taught(eve, true, bait);

        assertThatThrownBy(() -> inTransaction(() -> filter.unmark(acme.david(), message)))
                .isInstanceOf(Forbidden.class);
        assertThat(inTransaction(() -> filter.unmark(acme.ada(), message))).isTrue();
    }

    @Test
    void everything_that_one_agent_has_taught_is_taken_back_at_once() {
        var since = clock.instant();
        double before = score(filter, bait);
        for (int i = 0; i < 5; i++) taught(eve, true, bait);
        var david = arrives(maria, letters.mail(false));
        mark(acme.david(), david, false);

        assertThatThrownBy(
                        () -> as(() -> filter.undoAll(acme.david(), acme.kevin().id(), since)))
                .isInstanceOf(Forbidden.class);
        assertThat(as(() -> filter.undoAll(acme.ada(), acme.kevin().id(), since)))
                .isEqualTo(5);

        assertThat(score(filter, bait)).isCloseTo(before, within(1.0));
        assertThat(inTransaction(() -> rows.live(acme.tenant(), david))).isPresent();
    }

    @Test
    void the_log_names_who_said_what_and_who_took_it_back() {
        var message = taught(eve, true, bait);
        clock.forward(Duration.ofSeconds(1));
        mark(acme.david(), message, false);

        var log = as(() -> reports.log(acme.ada(), true, Optional.empty(), 10)).items();

        assertThat(log).extracting(SpamReports.Mark::spam).containsExactly(false, true);
        assertThat(log.getFirst().by()).contains(acme.david().id());
        assertThat(log.getFirst().undoneAt()).isEmpty();
        assertThat(log.getLast().undoneBy()).contains(acme.david().id());
        assertThat(as(() -> filter.undo(acme.david(), log.getFirst().id()))).isTrue();
        assertThat(as(() -> filter.undo(acme.david(), log.getFirst().id()))).isFalse();
        assertThatThrownBy(() -> as(() -> filter.undo(acme.david(), Ids.next())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> as(() -> reports.log(acme.david(), true, Optional.empty(), 10)))
                .isInstanceOf(Forbidden.class);
    }

    private Arrival written(String channel, Optional<EmailAddress> sender, boolean trapped, Evidence evidence) {
        return new Arrival(
                Ids.next(),
                channel,
                Optional.of(eve),
                sender,
                false,
                Optional.empty(),
                Optional.of(InetAddress.ofLiteral("192.0.2.7")),
                trapped,
                evidence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "chat"})
    void a_message_of_a_form_or_a_chat_goes_the_whole_way_of_a_mail(String channel) {
        for (int i = 0; i < 24; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));
        var model = empty();
        var before = bytesOf(model);
        var evidence = Evidence.ofText(channel, "Eve <eve@spam.example>", "zebra umbrella harpsichord zebra umbrella");
        var unlike = Evidence.ofText(channel, "Maria", "When will my parcel arrive?");
        double unknown = score(filter, evidence);
        var first = written(channel, Optional.empty(), false, evidence);
        var answered = written(channel, Optional.empty(), false, unlike);

        var judged = as(() -> filter.judge(acme.tenant(), first));
        as(() -> filter.judge(acme.tenant(), answered));
        assertThat(judged.channel()).isEqualTo(channel);
        assertThat(mark(acme.kevin(), first.message(), true)).isEqualTo(Taught.LEARNED);
        assertThat(inTransaction(
                        () -> filter.answered(acme.tenant(), acme.kevin().id(), answered.message())))
                .isEqualTo(Taught.LEARNED);

        assertThat(score(filter, evidence)).isGreaterThan(unknown + 0.3);
        assertThat(as(() -> reports.log(acme.ada(), true, Optional.empty(), 2)).items())
                .allSatisfy(line -> assertThat(line.channel()).contains(channel));
        assertThat(as(() -> filter.judge(acme.tenant(), written(channel, Optional.empty(), false, evidence)))
                        .reasons())
                .anyMatch(reason -> reason.word().equals("harpsichord"));
        as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve)));
        assertThat(as(() -> reports.judged(acme.tenant(), first.message()))).isEmpty();
        assertThat(bytesOf(empty())).isEqualTo(before);
    }

    @Test
    void a_form_is_held_by_its_hidden_field_and_by_the_block_list() {
        var filled = as(() -> filter.judge(acme.tenant(), written("form", Optional.empty(), true, bait)));
        inTransaction(() -> lists.add(acme.ada(), SpamLists.Side.BLOCK, "spam.example"));
        var listed = as(() ->
                filter.judge(acme.tenant(), written("form", EmailAddress.parse("eve@spam.example"), false, bait)));

        assertThat(filled.because()).isEqualTo(Because.TRAP);
        assertThat(filled.verdict()).isEqualTo(Verdict.QUARANTINE);
        assertThat(listed.because()).isEqualTo(Because.BLOCKED);
        assertThat(listed.verdict()).isEqualTo(Verdict.QUARANTINE);
    }

    @Test
    void marks_are_in_the_audit() {
        var message = taught(eve, true, bait);
        inTransaction(() -> filter.unmark(acme.kevin(), message));

        var entries = as(() -> audit.page(acme.ada(), Optional.empty(), 10)).items();

        assertThat(entries)
                .extracting(AuditLog.Entry::action, AuditLog.Entry::detail)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("spam.marked", "spam"),
                        org.assertj.core.groups.Tuple.tuple("spam.unmarked", ""));
    }

    @Test
    void an_agent_teaches_so_much_in_a_day_and_more_the_next_day() {
        var message = arrives(eve, bait);
        inTransaction(() -> db.sql("""
                        INSERT INTO spam_mark (tenant_id, id, message, agent_id, spam, strength, outcome, at)
                        SELECT :tenant, gen_random_uuid(), gen_random_uuid(), :agent, true, 'MARK', 'LEARNED', :at
                          FROM generate_series(1, :marks)
                        """)
                .param("tenant", acme.tenant().value())
                .param("agent", acme.kevin().id().value())
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .param("marks", SpamFilter.MARKS_A_DAY)
                .update());

        assertThat(mark(acme.kevin(), message, true)).isEqualTo(Taught.OVER_LIMIT);
        assertThat(inTransaction(() -> rows.live(acme.tenant(), message))).isEmpty();
        clock.forward(Duration.ofDays(1).plusSeconds(1));
        assertThat(mark(acme.kevin(), message, true)).isEqualTo(Taught.LEARNED);
    }

    @Test
    void an_answer_is_a_weak_sign_that_a_word_of_an_agent_replaces() {
        var answered = arrives(maria, bait);
        double before = score(filter, bait);

        assertThat(as(() -> filter.answered(acme.tenant(), acme.kevin().id(), answered)))
                .isEqualTo(Taught.LEARNED);
        assertThat(score(filter, bait)).isLessThan(before);
        assertThat(as(() -> filter.answered(acme.tenant(), acme.kevin().id(), answered)))
                .isEqualTo(Taught.UNCHANGED);
        assertThat(mark(acme.kevin(), answered, true)).isEqualTo(Taught.LEARNED);
        assertThat(as(() -> filter.answered(acme.tenant(), acme.kevin().id(), answered)))
                .isEqualTo(Taught.UNCHANGED);
        assertThat(score(filter, bait)).isGreaterThan(before);
    }

    @Test
    void answers_to_one_person_count_a_few_times_only() {
        for (int i = 0; i < SpamFilter.HINTS_A_CONTACT; i++) {
            var message = arrives(maria, letters.mail(false));
            as(() -> filter.answered(acme.tenant(), acme.kevin().id(), message));
        }
        var more = arrives(maria, letters.mail(false));

        assertThat(as(() -> filter.answered(acme.tenant(), acme.kevin().id(), more)))
                .isEqualTo(Taught.OVER_LIMIT);
    }

    @Test
    void a_message_of_long_ago_is_marked_and_teaches_nothing_unless_its_text_is_at_hand() {
        var message = arrives(eve, bait);
        inTransaction(() -> {
            judgements.dropPrints(acme.tenant(), 0);
            return 0;
        });

        assertThat(mark(acme.kevin(), message, true)).isEqualTo(Taught.NOTHING_KEPT);
        assertThat(as(() -> filter.mark(acme.kevin(), message, Optional.empty(), true, bait)))
                .isEqualTo(Taught.LEARNED);
        as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve)));
        assertThat(count("SELECT count(*) FROM spam_ledger"))
                .as("whom it was from is known all the same")
                .isZero();
    }

    @Test
    void an_answer_to_a_message_of_long_ago_teaches_if_its_text_is_at_hand() {
        var message = arrives(maria, bait);
        inTransaction(() -> {
            judgements.dropPrints(acme.tenant(), 0);
            return 0;
        });
        var kevin = acme.kevin().id();

        assertThat(as(() -> filter.answered(acme.tenant(), kevin, message))).isEqualTo(Taught.NOTHING_KEPT);
        assertThat(as(() -> filter.answered(acme.tenant(), kevin, message, bait)))
                .isEqualTo(Taught.LEARNED);
        assertThat(as(() -> filter.answered(acme.tenant(), kevin, Ids.next(), bait)))
                .as("never judged")
                .isEqualTo(Taught.NOTHING_KEPT);
    }

    @Test
    void of_messages_that_nobody_has_marked_so_many_bytes_are_kept_as_there_is_room_for() {
        for (int i = 0; i < 6; i++) arrives(maria, letters.mail(false));
        long all = count("SELECT sum(octet_length(print)) FROM spam_judged");

        inTransaction(() -> {
            judgements.dropPrints(acme.tenant(), all / 2);
            return 0;
        });

        assertThat(count("SELECT sum(octet_length(print)) FROM spam_judged")).isBetween(all / 4, all / 2);
        assertThat(count("SELECT count(*) FROM spam_judged")).isEqualTo(6);
    }

    @Test
    void after_an_erasure_the_filter_is_to_the_byte_the_one_that_never_knew_the_person() {
        var evidence = new ArrayList<Evidence>();
        for (int i = 0; i < 24; i++) evidence.add(letters.mail(i % 2 == 1));
        var neverKnew = empty();
        for (int i = 0; i < 24; i++) {
            var from = i % 4 == 3 ? eve : maria;
            var message = taught(from, i % 2 == 1, evidence.get(i));
            if (from.equals(eve)) continue;
            neverKnew.learn(new LedgerRow(
                    message.toString(),
                    from.toString(),
                    i % 2 == 1,
                    LedgerRow.Strength.MARK,
                    clock.instant(),
                    neverKnew.fingerprint(evidence.get(i))));
        }
        score(filter, bait);
        assertThat(bytesOf(empty())).isNotEqualTo(neverKnew.toBytes());

        int erased = as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve)));

        assertThat(erased).isEqualTo(18);
        assertThat(as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve))))
                .isZero();
        assertThat(bytesOf(empty())).isEqualTo(neverKnew.toBytes());
        assertThat(score(filter, bait)).isEqualTo(neverKnew.score(bait).logOdds());
    }

    @Test
    void a_model_is_stored_encrypted_and_loaded_again_with_what_came_later() {
        for (int i = 0; i < 105; i++) {
            taught(maria, i % 3 == 0, letters.mail(i % 3 == 0));
        }
        score(filter, bait);
        var standing = inTransaction(() -> rows.standing(acme.tenant()));
        assertThat(standing.storedNumber()).isBetween(100L, 105L);

        assertThat(score(anotherNode(), bait)).isCloseTo(score(filter, bait), within(1e-9));
        var mail = letters.mail(true);
        assertThat(score(anotherNode(), mail)).isCloseTo(score(filter, mail), within(1e-9));
    }

    @Test
    void a_model_that_another_version_stored_is_built_again() {
        for (int i = 0; i < 10; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));
        double here = score(filter, bait);
        inTransaction(() -> {
            rows.store(acme.tenant(), new byte[] {1, 2, 3}, 10, 0);
            return 0;
        });

        assertThat(inTransaction(() -> rows.stored(acme.tenant()))).isPresent();
        assertThat(score(anotherNode(), bait)).isEqualTo(here);
    }

    @Test
    void a_model_that_nobody_asks_leaves_memory() {
        var others = new SpamModels(rows, keys, clock, transactions);
        var print = as(() -> others.print(acme.tenant(), bait));
        as(() -> others.score(acme.tenant(), bait, print));
        assertThat(others.loaded()).isEqualTo(1);

        clock.forward(SpamModels.IDLE.plusSeconds(1));

        assertThat(others.loaded()).isZero();
    }

    @Test
    void accounts_learn_apart() {
        taught(eve, true, bait);
        double here = score(filter, bait);
        acme = cast.acme();

        assertThat(score(filter, bait)).isNotEqualTo(here);
    }

    @Test
    void a_long_ledger_lets_go_of_its_oldest_rows() {
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 6; i++) messages.add(taught(maria, i % 2 == 0, letters.mail(i % 2 == 0)));

        inTransaction(() -> {
            rows.tidy(acme.tenant(), 4, Long.MAX_VALUE);
            return 0;
        });

        assertThat(messages.stream()
                        .filter(message -> inTransaction(() -> rows.live(acme.tenant(), message))
                                .isPresent()))
                .containsExactlyElementsOf(messages.subList(2, 6));
        inTransaction(() -> {
            rows.tidy(acme.tenant(), 4, 1);
            return 0;
        });
        assertThat(inTransaction(() -> rows.live(acme.tenant(), messages.getLast())))
                .isEmpty();
    }

    @Test
    void old_lessons_are_thinned_and_every_node_builds_the_same_model_from_what_is_left() {
        var long900 = new Letters(4, 900);
        for (int i = 0; i < 40; i++) taught(i % 4 == 0 ? eve : maria, i % 2 == 0, long900.mail(i % 2 == 0));
        score(filter, bait);
        long whole = ledgerBytes();

        for (int i = 0; i < 2; i++) {
            inTransaction(() -> {
                rows.tidy(acme.tenant(), 1_000, whole * 3 / 4);
                return 0;
            });
        }

        assertThat(ledgerBytes()).isLessThanOrEqualTo(whole * 3 / 4);
        assertThat(count("SELECT count(*) FROM spam_ledger WHERE thin")).isBetween(5L, 38L);
        assertThat(count("SELECT count(*) FROM spam_ledger")).isGreaterThan(30L);
        assertThat(count("SELECT max(number) FROM spam_ledger WHERE thin"))
                .isLessThan(count("SELECT min(number) FROM spam_ledger WHERE NOT thin"));
        assertThat(score(filter, bait)).isEqualTo(score(anotherNode(), bait));
        as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve)));
        assertThat(score(filter, bait)).isEqualTo(score(anotherNode(), bait));
    }

    private long ledgerBytes() {
        return count("SELECT sum(octet_length(print)) FROM spam_ledger");
    }

    private long count(String sql) {
        return inTransaction(() -> db.sql(sql).query(Long.class).single());
    }

    @Test
    void what_was_judged_is_kept_for_some_weeks() {
        var message = arrives(eve, bait);
        clock.forward(JudgedRows.KEPT.plusSeconds(1));

        as(() -> {
            filter.tidy(acme.tenant());
            return 0;
        });

        assertThat(as(() -> reports.judged(acme.tenant(), message))).isEmpty();
    }

    @Test
    void an_account_may_want_nothing_held_back_and_says_how_much_it_can_bear() {
        assertThat(as(() -> filter.settings(acme.tenant()))).isEqualTo(SpamSettings.DEFAULT);
        var wanted = new SpamSettings(0.001, false);
        as(() -> {
            filter.change(acme.ada(), wanted);
            return 0;
        });

        assertThat(as(() -> filter.settings(acme.tenant()))).isEqualTo(wanted);
        assertThatThrownBy(() ->
                        Tenants.run(acme.tenant(), () -> filter.change(acme.ada(), new SpamSettings(0.5, true))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Tenants.run(acme.tenant(), () -> filter.change(acme.david(), wanted)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void a_listed_sender_is_let_in_or_held_back_whatever_the_filter_thinks() {
        as(() -> lists.add(acme.ada(), SpamLists.Side.BLOCK, "example.org"));
        as(() -> lists.add(acme.ada(), SpamLists.Side.ALLOW, "maria@example.org"));

        assertThat(from("eve@example.org", true).because()).isEqualTo(Because.BLOCKED);
        assertThat(from("eve@example.org", true).verdict()).isEqualTo(Verdict.QUARANTINE);
        assertThat(from("maria@example.org", true).verdict()).isEqualTo(Verdict.INBOX);
        assertThat(from("maria@example.org", false).because()).isEqualTo(Because.BLOCKED);
        assertThat(from("eve@example.net", true).because()).isEqualTo(Because.FILTER);
    }

    private Judged from(String address, boolean authentic) {
        var arrival = new Arrival(
                Ids.next(),
                "email",
                Optional.empty(),
                EmailAddress.parse(address),
                authentic,
                Optional.empty(),
                Optional.empty(),
                false,
                bait);
        return as(() -> filter.judge(acme.tenant(), arrival));
    }

    @Test
    void a_mail_server_that_is_believed_can_make_a_message_suspected_and_never_good() {
        for (int i = 0; i < 60; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));
        assertThat(relayed("Yes, score=9.1").because()).isEqualTo(Because.FILTER);

        Tenants.run(acme.tenant(), () -> relays.change(acme.ada(), List.of("acme.test", "192.0.2.0/24")));

        assertThat(as(() -> relays.list(acme.tenant()))).containsExactly("acme.test", "192.0.2.0/24");
        assertThat(relayed("Yes, score=9.1").because()).isEqualTo(Because.RELAY);
        assertThat(relayed("Yes, score=9.1").verdict()).isEqualTo(Verdict.SUSPECTED);
        assertThat(relayed("No, score=-2").because()).isEqualTo(Because.FILTER);
        assertThatThrownBy(() -> Tenants.run(acme.tenant(), () -> relays.change(acme.ada(), List.of("not a host"))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Tenants.run(acme.tenant(), () -> relays.change(acme.david(), List.of())))
                .isInstanceOf(Forbidden.class);
    }

    private Judged relayed(String status) {
        var raw = "X-Spam-Status: " + status + "\n" + letters.raw(false);
        var evidence = Evidence.ofMail(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return as(() -> filter.judge(acme.tenant(), arrival(Ids.next(), maria, evidence)));
    }

    @Test
    void what_was_judged_is_listed_by_where_it_went_page_by_page() {
        as(() -> lists.add(acme.ada(), SpamLists.Side.BLOCK, "example.org"));
        var held = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            held.add(from("eve@example.org", false).message());
            arrives(maria, letters.mail(false));
        }

        var first = as(() -> reports.judged(acme.tenant(), Optional.of(Verdict.QUARANTINE), Optional.empty(), 2));
        var rest = as(
                () -> reports.judged(acme.tenant(), Optional.of(Verdict.QUARANTINE), Cursor.decode(first.next()), 2));

        assertThat(java.util.stream.Stream.concat(first.items().stream(), rest.items().stream()))
                .extracting(Judged::message)
                .containsExactly(held.get(2), held.get(1), held.get(0));
        assertThat(as(() -> reports.judged(acme.tenant(), Optional.empty(), Optional.empty(), 10))
                        .items())
                .hasSize(6);
    }

    @Test
    void the_daily_tidying_builds_the_model_again_without_what_was_taken_back() {
        var message = taught(eve, true, bait);
        for (int i = 0; i < 10; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));
        inTransaction(() -> filter.unmark(acme.kevin(), message));

        as(() -> {
            filter.tidy(acme.tenant());
            return 0;
        });

        var standing = inTransaction(() -> rows.standing(acme.tenant()));
        assertThat(standing.storedNumber()).isEqualTo(11);
        var stored = inTransaction(() -> rows.stored(acme.tenant())).orElseThrow();
        assertThat(stored.model()).isEqualTo(bytesOf(empty()));
    }

    @Test
    void a_week_is_summed_up_by_days() {
        taught(maria, false, letters.mail(false));
        clock.forward(Duration.ofDays(2));
        arrives(maria, letters.mail(false));

        var days = as(() -> reports.days(acme.tenant(), ZoneOffset.UTC, 7));

        assertThat(days).hasSize(7).extracting(SpamReports.Day::judged).containsExactly(0, 0, 0, 0, 1, 0, 1);
        assertThat(days.get(4).warnedWrongly() + days.get(4).inbox()).isEqualTo(1);
    }

    @Test
    void the_learning_curve_shows_errors_becoming_fewer() {
        for (int i = 0; i < 100; i++) taught(maria, i % 2 == 0, letters.mail(i % 2 == 0));

        var curve = as(() -> reports.learningCurve(acme.tenant()));

        assertThat(curve).extracting(SpamReports.Point::marks).containsExactly(25, 50, 75, 100);
        assertThat(curve.getLast().wrong()).isLessThanOrEqualTo(curve.getFirst().wrong());
        assertThat(curve.getLast().wrong()).isZero();
    }

    @Test
    void an_export_names_what_was_judged_and_marked() {
        var message = taught(eve, true, bait);

        var entries = inTransaction(() -> {
            try (var all = data.export(new DataSubject.OfContact(acme.tenant(), eve))) {
                return all.toList();
            }
        });

        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().json()).contains(message.toString(), "\"verdict\"");
        assertThat(entries.getLast().json()).contains("\"spam\": true");
    }

    @Test
    void an_agent_who_is_forgotten_leaves_what_they_taught_as_nobodys() {
        var message = taught(eve, true, bait);

        assertThat(as(() -> data.erase(
                        new DataSubject.OfAgent(acme.tenant(), acme.kevin().id()))))
                .isEqualTo(2);

        assertThat(as(() -> reports.log(acme.ada(), true, Optional.empty(), 10)).items())
                .extracting(SpamReports.Mark::by)
                .containsExactly(Optional.empty());
        assertThat(inTransaction(() -> rows.live(acme.tenant(), message))).isPresent();
    }

    @Test
    void a_forgotten_account_leaves_nothing() {
        double before = score(filter, bait);
        var message = taught(eve, true, bait);
        as(() -> lists.add(acme.ada(), SpamLists.Side.BLOCK, "example.org"));

        as(() -> {
            filter.forgetAccount(acme.tenant());
            return 0;
        });

        assertThat(score(filter, bait)).isEqualTo(before);
        assertThat(as(() -> reports.judged(acme.tenant(), message))).isEmpty();
        assertThat(as(() -> lists.list(acme.ada(), Optional.empty(), "", Optional.empty(), 10))
                        .items())
                .isEmpty();
    }
}
