package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.havendesk.platform.Tenants;
import org.havendesk.spam.Arrival;
import org.havendesk.spam.Evidence;
import org.havendesk.spam.SpamFilter;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the filter does with mail, and what agents' work teaches it. */
class SpamInMailTests extends InboundTest {
    private static final List<String> OFFERS = List.of(
            "cheap casino bonus for winners",
            "million credit guaranteed, click today",
            "prize winner, click for your bonus",
            "cheap pills guaranteed for you",
            "casino credit million bonus");
    private static final List<String> QUESTIONS = List.of(
            "where is the parcel of my order",
            "the lamp came broken, a refund please",
            "my invoice names the wrong address",
            "can the chair be delivered tomorrow",
            "I need a receipt for my order");

    @Autowired
    Visitors visitors;

    @Autowired
    SpamFilter filter;

    private Visitor ada;

    @BeforeEach
    void anAdminLooks() {
        ada = visitors.as(acme, acme.ada());
    }

    @Test
    void what_agents_mark_is_learned_and_the_next_of_its_kind_is_suspected_with_its_reasons() throws IOException {
        taughtByMarks();

        var ticket = brings("eve@example.net", "casino bonus", OFFERS.getFirst());

        var line = ada.get("/rest/tickets/" + ticket).json();
        assertThat(line.at("/status").asString()).isEqualTo("new");
        assertThat(line.at("/suspected").asBoolean()).isTrue();
        var judgement = ada.get("/rest/tickets/" + ticket + "/judgement").json().at("/judgement");
        assertThat(judgement.at("/verdict").asString()).isEqualTo("suspected");
        assertThat(judgement.at("/probability").asDouble()).isGreaterThan(0.5);
        assertThat(judgement
                        .at("/reasons")
                        .valueStream()
                        .map(each -> each.at("/word").asString()))
                .containsAnyOf("casino", "bonus");
    }

    @Test
    void what_customers_ask_is_not_suspected() throws IOException {
        taught();

        var ticket = brings("maria@example.org", "my order", "where is the parcel of my order, please");

        assertThat(ada.get("/rest/tickets/" + ticket).json().at("/suspected").asBoolean())
                .isFalse();
    }

    @Test
    void saying_that_a_suspected_ticket_is_none_takes_the_warning_off_and_teaches() throws IOException {
        taught();
        var ticket = brings("eve@example.net", "casino bonus", OFFERS.getFirst());

        var line = ada.delete("/rest/tickets/" + ticket + "/spam").json();

        assertThat(line.at("/suspected").asBoolean()).isFalse();
        assertThat(line.at("/status").asString()).isEqualTo("new");
        var mark = ada.get("/rest/spam/marks").json().at("/items/0");
        assertThat(mark.at("/ticket/id").asString()).isEqualTo(ticket);
        assertThat(mark.at("/spam").asBoolean()).isFalse();
        assertThat(mark.at("/outcome").asString()).isEqualTo("learned");
    }

    @Test
    void a_blocked_sender_begins_among_the_spam_and_can_be_brought_back() throws IOException {
        assertThat(ada.post("/rest/spam/senders", "{\"side\": \"block\", \"sender\": \"example.net\"}")
                        .status())
                .isEqualTo(201);

        var ticket = brings("eve@example.net", "Hello", "Nothing bad at all");

        assertThat(ada.get("/rest/tickets/" + ticket).json().at("/status").asString())
                .isEqualTo("spam");
        assertThat(ada.get("/rest/tickets/" + ticket + "/judgement")
                        .json()
                        .at("/judgement/because")
                        .asString())
                .isEqualTo("blocked");
        assertThat(ada.delete("/rest/tickets/" + ticket + "/spam")
                        .json()
                        .at("/status")
                        .asString())
                .isEqualTo("new");
    }

    @Test
    void an_answer_in_a_ticket_of_ones_own_is_never_held_back() throws IOException {
        post.bring(acme, mail("<first@example.net>", "eve@example.net", "Hello", "A question", ""));
        ada.post("/rest/spam/senders", "{\"side\": \"block\", \"sender\": \"eve@example.net\"}");

        post.bring(
                acme,
                mail(
                        "<second@example.net>",
                        "eve@example.net",
                        "Re: Hello",
                        "One more thing",
                        "In-Reply-To: <first@example.net>\n"));

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.tickets(acme).getFirst()).containsEntry("status", "new").containsEntry("messages", "2");
    }

    @Test
    void the_undo_of_a_slip_leaves_nothing_learned() throws IOException {
        var ticket = brings("maria@example.org", "my order", QUESTIONS.getFirst());

        ada.put("/rest/tickets/" + ticket + "/spam", "");
        ada.delete("/rest/tickets/" + ticket + "/spam");

        var marks = ada.get("/rest/spam/marks").json().at("/items");
        assertThat(marks.size()).isOne();
        assertThat(marks.at("/0/spam").asBoolean()).isTrue();
        assertThat(marks.at("/0/undoneAt").isNull()).isFalse();
    }

    @Test
    void taking_back_that_a_suspected_ticket_is_none_brings_the_warning_back_and_leaves_nothing_learned()
            throws IOException {
        taught();
        var ticket = brings("eve@example.net", "casino bonus", OFFERS.getFirst());
        ada.delete("/rest/tickets/" + ticket + "/spam");

        var line = ada.put("/rest/tickets/" + ticket + "/suspicion", "").json();

        assertThat(line.at("/suspected").asBoolean()).isTrue();
        assertThat(line.at("/status").asString()).isEqualTo("new");
        assertThat(ada.get("/rest/spam/marks").json().at("/items/0/undoneAt").isNull())
                .isFalse();
        assertThat(ada.get("/rest/tickets/" + ticket + "/judgement")
                        .json()
                        .at("/judgement/spam")
                        .isNull())
                .isTrue();
    }

    @Test
    void taking_back_that_a_held_ticket_is_spam_leaves_it_where_it_is() throws IOException {
        ada.post("/rest/spam/senders", "{\"side\": \"block\", \"sender\": \"example.net\"}");
        var ticket = brings("eve@example.net", "Hello", "Nothing bad at all");
        ada.put("/rest/tickets/" + ticket + "/spam", "");

        var line = ada.put("/rest/tickets/" + ticket + "/suspicion", "").json();

        assertThat(line.at("/status").asString()).isEqualTo("spam");
        assertThat(ada.get("/rest/spam/marks").json().at("/items/0/undoneAt").isNull())
                .isFalse();
    }

    @Test
    void what_a_colleague_said_is_not_taken_back() throws IOException {
        var ticket = brings("maria@example.org", "my order", QUESTIONS.getFirst());
        visitors.as(acme, acme.kevin()).put("/rest/tickets/" + ticket + "/spam", "");

        ada.put("/rest/tickets/" + ticket + "/suspicion", "");

        assertThat(ada.get("/rest/spam/marks").json().at("/items/0/undoneAt").isNull())
                .isTrue();
    }

    @Test
    void the_lists_are_searched_by_what_stands_in_a_sender() {
        for (var sender : List.of("eve@example.net", "example.org", "192.0.2.0/24")) {
            ada.post("/rest/spam/senders", "{\"side\": \"block\", \"sender\": \"" + sender + "\"}");
        }
        ada.post("/rest/spam/senders", "{\"side\": \"allow\", \"sender\": \"maria@example.org\"}");

        assertThat(senders("?q=Example.org")).containsExactly("maria@example.org", "example.org");
        assertThat(senders("?side=allow")).containsExactly("maria@example.org");
        assertThat(senders("?side=block&q=example")).containsExactly("example.org", "eve@example.net");
        assertThat(senders("?q=%25")).isEmpty();
        assertThat(ada.get("/rest/spam/senders?side=neither").status()).isEqualTo(422);
    }

    @Test
    void an_answer_is_a_weak_sign_that_a_mail_was_wanted() throws IOException {
        var ticket = brings("maria@example.org", "my order", QUESTIONS.getFirst());

        ada.post("/rest/tickets/" + ticket + "/replies", "{\"html\": \"<p>On its way</p>\"}");

        assertThat(ada.get("/rest/spam/marks").json().at("/items").size()).isZero();
        var hint = ada.get("/rest/spam/marks?hints=true").json().at("/items/0");
        assertThat(hint.at("/strength").asString()).isEqualTo("hint");
        assertThat(hint.at("/spam").asBoolean()).isFalse();
    }

    @Test
    void a_mail_from_before_the_filter_can_be_marked_as_long_as_it_is_kept() throws IOException {
        var ticket = brings("eve@example.net", "casino", OFFERS.getFirst());
        post.as(acme.tenant(), () -> db.sql("DELETE FROM spam_judged").update());

        ada.put("/rest/tickets/" + ticket + "/spam", "");

        assertThat(ada.get("/rest/spam/marks?limit=1")
                        .json()
                        .at("/items/0/outcome")
                        .asString())
                .isEqualTo("learned");
    }

    @Test
    void a_line_of_the_log_is_undone_by_who_manages_the_settings() throws IOException {
        var ticket = brings("eve@example.net", "casino", OFFERS.getFirst());
        visitors.as(acme, acme.kevin()).put("/rest/tickets/" + ticket + "/spam", "");
        var mark = ada.get("/rest/spam/marks").json().at("/items/0/id").asString();

        assertThat(visitors.as(acme, acme.kevin())
                        .delete("/rest/spam/marks/" + mark)
                        .status())
                .isEqualTo(403);
        assertThat(ada.delete("/rest/spam/marks/" + mark).status()).isEqualTo(204);

        assertThat(ada.get("/rest/spam/marks").json().at("/items/0/undoneBy").asString())
                .isEqualTo(acme.ada().id().toString());
    }

    @Test
    void all_that_one_agent_taught_is_taken_back_at_once() throws IOException {
        taught();
        var asked = "/rest/spam/undoing?agent=" + acme.kevin().id();

        assertThat(ada.get(asked).json().at("/undone").asInt()).isEqualTo(20);
        assertThat(ada.get(asked + "&since=2999-01-01T00:00:00Z")
                        .json()
                        .at("/undone")
                        .asInt())
                .isZero();
        assertThat(ada.get(asked + "&since=yesterday").status()).isEqualTo(422);
        assertThat(visitors.as(acme, acme.kevin()).get(asked).status()).isEqualTo(403);
        var undone =
                ada.post("/rest/spam/undoing", "{\"agent\": \"" + acme.kevin().id() + "\"}");

        assertThat(undone.json().at("/undone").asInt()).isEqualTo(20);
    }

    @Test
    void the_week_shows_what_came_and_what_was_wrong() throws IOException {
        taught();

        var report = ada.get("/rest/spam/report?days=7&zone=Europe/Sofia").json();

        assertThat(report.at("/days").size()).isEqualTo(7);
        assertThat(report.at("/days/6/judged").asInt()).isEqualTo(40);
        assertThat(sum(report.at("/days/6"), "inbox", "suspected", "quarantined"))
                .isEqualTo(40);
        assertThat(sum(report.at("/days/6"), "missed", "suspected", "quarantined"))
                .as("each offer was seen through or marked")
                .isGreaterThanOrEqualTo(20);
        assertThat(report.at("/curve/0/of").asInt()).isPositive();
    }

    @Test
    void how_much_good_mail_may_be_held_is_the_accounts_choice_within_bounds() {
        assertThat(ada.put("/rest/spam/settings", "{\"hamLoss\": 0.01, \"holding\": false}")
                        .json()
                        .at("/hamLoss")
                        .asDouble())
                .isEqualTo(0.01);
        var refused = ada.put("/rest/spam/settings", "{\"hamLoss\": 0.9}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/hamLoss").asString()).isNotBlank();
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/spam/settings").status())
                .isEqualTo(403);
    }

    @Test
    void a_sender_that_is_none_is_refused_in_words() {
        var refused = ada.post("/rest/spam/senders", "{\"side\": \"block\", \"sender\": \"not a sender\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/sender").asString()).isNotBlank();
    }

    private static int sum(JsonNode day, String... counts) {
        return Stream.of(counts).mapToInt(count -> day.path(count).asInt()).sum();
    }

    /** What {@link #taughtByMarks} teaches, without the way in through mail and the console. */
    private void taught() {
        for (int i = 0; i < 20; i++) {
            teach(mail(id(), "seller" + i + "@example.com", "bonus", OFFERS.get(i % OFFERS.size()), ""), true);
            teach(mail(id(), "buyer" + i + "@example.org", "my order", QUESTIONS.get(i % QUESTIONS.size()), ""), false);
        }
    }

    private void teach(String mail, boolean spam) {
        var evidence = Evidence.ofMail(mail.getBytes(StandardCharsets.UTF_8));
        var arrival = new Arrival(
                UUID.randomUUID(),
                "email",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                evidence);
        Tenants.run(acme.tenant(), () -> {
            filter.judge(acme.tenant(), arrival);
            filter.mark(spam ? acme.kevin() : acme.ada(), arrival.message(), spam);
        });
    }

    private void taughtByMarks() throws IOException {
        var kevin = visitors.as(acme, acme.kevin());
        for (int i = 0; i < 20; i++) {
            var offer = brings("seller" + i + "@example.com", "bonus", OFFERS.get(i % OFFERS.size()));
            kevin.put("/rest/tickets/" + offer + "/spam", "");
            var question = brings("buyer" + i + "@example.org", "my order", QUESTIONS.get(i % QUESTIONS.size()));
            kevin.put("/rest/tickets/" + question + "/spam", "");
            visitors.as(acme, acme.ada()).delete("/rest/tickets/" + question + "/spam");
        }
    }

    private List<String> senders(String query) {
        return ada.get("/rest/spam/senders" + query)
                .json()
                .at("/items")
                .valueStream()
                .map(each -> each.at("/sender").asString())
                .toList();
    }

    private String brings(String from, String subject, String text) throws IOException {
        post.bring(acme, mail(id(), from, subject, text, ""));
        return ada.get("/rest/tickets?limit=1").json().at("/items/0/id").asString();
    }

    private static String id() {
        return "<" + UUID.randomUUID() + "@example.org>";
    }

    private static String mail(String id, String from, String subject, String text, String headers) {
        return "From: " + from + "\nSubject: " + subject + "\nMessage-ID: " + id
                + "\nDate: Mon, 20 Jul 2026 10:00:00 +0000\n" + headers + "\n" + text + "\n";
    }
}
