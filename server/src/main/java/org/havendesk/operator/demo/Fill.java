package org.havendesk.operator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.havendesk.operator.demo.Postman.Letter;
import org.havendesk.operator.demo.Shop.Colleague;
import org.havendesk.operator.demo.Story.Conversation;
import org.havendesk.operator.demo.Story.End;
import org.havendesk.operator.demo.Story.Extra;
import tools.jackson.databind.JsonNode;

/** Plays a story: mails come in, agents work on them, each at its time. */
final class Fill {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Shop shop;
    private final Postman postman;
    private final Consumer<Instant> clock;
    private final Instant end;
    private final Map<Integer, String> tickets = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    private record Step(Instant at, Runnable work) {}

    /** @param clock turns the program's time */
    Fill(Shop shop, Postman postman, Consumer<Instant> clock, Instant end) {
        this.shop = shop;
        this.postman = postman;
        this.clock = clock;
        this.end = end;
    }

    /** @param told is called with the number of conversations begun */
    void play(List<Conversation> conversations, Consumer<Integer> told) {
        List<Step> steps = new ArrayList<>();
        conversations.forEach(conversation -> steps.addAll(steps(conversation)));
        steps.sort(Comparator.comparing(Step::at));
        for (var step : steps) {
            clock.accept(step.at());
            step.work().run();
            told.accept(tickets.size());
        }
    }

    private List<Step> steps(Conversation talk) {
        List<Step> steps = new ArrayList<>();
        add(steps, talk, () -> begin(talk));
        if (talk.end() == End.NEW) {
            return steps;
        }
        if (talk.end() == End.SPAM || talk.end() == End.DELETED) {
            add(steps, talk, () -> put(talk, talk.end() == End.SPAM ? "spam" : "trash", Map.of()));
            return steps;
        }
        add(
                steps,
                talk,
                () -> put(talk, "assignment", Map.of("agent", agent(talk).id())));
        if (talk.noted()) {
            add(steps, talk, () -> post(talk, "notes", "note"));
            add(steps, talk, () -> put(talk, "tags", Map.of("tags", List.of(talk.topic()))));
        }
        if (talk.end() == End.POSTPONED) {
            var until = end.plus(Duration.ofHours(20 + talk.number() % 60)).toString();
            add(steps, talk, () -> put(talk, "postponement", Map.of("until", until)));
            return steps;
        }
        add(steps, talk, () -> post(talk, "replies", "reply"));
        if (talk.end() == End.OPEN || (talk.end() == End.RESOLVED && talk.number() % 3 == 0)) {
            add(steps, talk, () -> followUp(talk));
        }
        if (talk.end() == End.RESOLVED) {
            add(steps, talk, () -> put(talk, "resolution", Map.of()));
        }
        return steps;
    }

    private void add(List<Step> steps, Conversation talk, Runnable work) {
        steps.add(new Step(talk.begins().plus(talk.pause().multipliedBy(steps.size())), work));
    }

    private void begin(Conversation talk) {
        var subject = text(talk, "subject");
        postman.deliver(new Letter(
                talk.customer(),
                shop.address(talk.mailbox()),
                subject,
                text(talk, "mail"),
                id(talk, "first"),
                "",
                talk.begins(),
                talk.extra()));
        tickets.put(talk.number(), ticket(talk, subject));
    }

    private void followUp(Conversation talk) {
        postman.deliver(new Letter(
                talk.customer(),
                shop.address(talk.mailbox()),
                "Re: " + text(talk, "subject"),
                text(talk, "more"),
                id(talk, "second"),
                id(talk, "first"),
                talk.begins().plus(talk.pause().multipliedBy(4)),
                Extra.NOTHING));
        await(talk, "open");
    }

    /** The ticket that this mail became, wherever the spam filter put it. */
    private String ticket(Conversation talk, String subject) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (var view : List.of("all", "spam")) {
                var found = find(view, talk.customer().email(), subject);
                if (found.isPresent()) {
                    known.add(found.get());
                    if (view.equals("spam") && talk.end() != End.SPAM) {
                        shop.owner().delete("/rest/tickets/" + found.get() + "/spam");
                    }
                    return found.get();
                }
            }
            pause();
        }
        throw new IllegalStateException("The mail of " + talk.customer().email() + " became no ticket");
    }

    private Optional<String> find(String view, String email, String subject) {
        return shop.owner()
                .get("/rest/tickets?view=" + view + "&limit=20")
                .path("items")
                .valueStream()
                .filter(item -> item.path("subject").asString().equals(subject))
                .filter(item -> item.path("contact").path("email").asString().equals(email))
                .map(item -> item.path("id").asString())
                .filter(id -> !known.contains(id))
                .findFirst();
    }

    private void await(Conversation talk, String status) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!status(talk).equals(status) && System.nanoTime() < until) {
            pause();
        }
    }

    private String status(Conversation talk) {
        return shop.owner().get(path(talk)).path("status").asString();
    }

    private void put(Conversation talk, String what, Map<String, ?> body) {
        JsonNode done = agent(talk).rest().put(path(talk) + "/" + what, body);
        if (done.isMissingNode()) {
            throw new IllegalStateException(what + " was not answered");
        }
    }

    private void post(Conversation talk, String what, String part) {
        agent(talk).rest().post(path(talk) + "/" + what, Map.of("html", Texts.html(text(talk, part))));
    }

    private String path(Conversation talk) {
        return "/rest/tickets/" + tickets.get(talk.number());
    }

    /** Who may see it: the admin where the department is not the agent's own. */
    private Colleague agent(Conversation talk) {
        var people = shop.colleagues();
        var orders = List.of(0, 1, 2, 3);
        var billing = List.of(0, 3, 4);
        var support = List.of(0, 1, 2, 4);
        var able = switch (talk.mailbox()) {
            case "orders" -> orders;
            case "billing" -> billing;
            default -> support;
        };
        return people.get(able.get(talk.agent() % able.size()));
    }

    private String text(Conversation talk, String part) {
        return talk.customer().texts().get(talk.key(part), talk.words(agentName(talk)));
    }

    private String agentName(Conversation talk) {
        return agent(talk).name();
    }

    private static String id(Conversation talk, String which) {
        return "<" + which + "." + talk.order() + "." + talk.number() + "@mail.example.org>";
    }

    static void pause() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
