package org.havendesk.bench.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.havendesk.bench.Words;
import org.havendesk.platform.Cursor;

/** What agents ask the console for, by what they look at. */
final class Questions {
    private final Fill.Filled filled;
    private final int tickets;
    private final List<UUID> ids;
    private final List<Words> languages = List.of(Words.english(), Words.french(), Words.bulgarian());

    Questions(Fill.Filled filled, int tickets, List<UUID> ids) {
        this.filled = filled;
        this.tickets = tickets;
        this.ids = ids;
    }

    /**
     * A kind of question.
     *
     * @param limitMillis within which 99 of 100 must be answered
     */
    record Kind(String name, double limitMillis, Function<Random, String> path) {}

    List<Kind> kinds() {
        return List.of(
                new Kind("list", 50, this::list),
                new Kind("counts", 50, random -> "/rest/views"),
                new Kind("ticket", 50, random -> "/rest/tickets/" + ids.get(random.nextInt(ids.size()))),
                new Kind("search", 150, this::search));
    }

    /** One of each statement that the questions lead to, for the plans. */
    List<String> each() {
        return List.of(
                "/rest/tickets",
                "/rest/tickets?view=all",
                "/rest/tickets?view=mine",
                "/rest/tickets?view=unassigned",
                "/rest/tickets?view=resolved&cursor=" + deep(0.5),
                "/rest/tickets?view=department:" + filled.departments().getFirst(),
                "/rest/tickets?contact=" + filled.contacts().get(3),
                "/rest/tickets?assignee=" + filled.agents().get(3),
                "/rest/views",
                "/rest/tickets/" + ids.getFirst(),
                "/rest/tickets?q=" + encoded(languages.getFirst().at(0)),
                "/rest/tickets?q=" + encoded(languages.getFirst().at(400)),
                "/rest/tickets?q=" + encoded(languages.getFirst().at(Words.EACH - 1)),
                "/rest/tickets?status=resolved&q="
                        + encoded(languages.getFirst().at(4_000) + " "
                                + languages.getFirst().at(2)),
                "/rest/tickets?q=" + Fill.code(tickets / 2));
    }

    private String list(Random random) {
        return "/rest/tickets?"
                + switch (random.nextInt(10)) {
                    case 0, 1 -> "view=all";
                    case 2 -> "view=mine";
                    case 3 -> "view=unassigned";
                    case 4, 5 -> "view=department:" + any(random, filled.departments());
                    case 6 -> "view=resolved";
                    case 7 -> "view=resolved&cursor=" + deep(random.nextDouble());
                    case 8 -> "status=answered,postponed,resolved&assignee=" + any(random, filled.agents());
                    default -> "contact=" + any(random, filled.contacts());
                };
    }

    private String search(Random random) {
        var words = languages.get(random.nextInt(3));
        var looked = switch (random.nextInt(8)) {
            case 0 -> words.at(random.nextInt(10));
            case 1 -> words.at(10 + random.nextInt(190));
            case 2 -> words.at(200 + random.nextInt(1_800));
            case 3 -> words.at(2_000 + random.nextInt(Words.EACH - 2_000));
            case 4 -> words.next(random) + " " + words.next(random);
            case 5 -> words.at(200 + random.nextInt(8_000)).replaceFirst("^(.{3,5}).*", "$1");
            case 6 -> Fill.address(random.nextInt(Fill.CONTACTS));
            default -> Fill.code(random.nextInt(tickets));
        };
        return "/rest/tickets?q=" + encoded(looked) + (random.nextInt(5) == 0 ? "&status=resolved" : "");
    }

    private static UUID any(Random random, List<UUID> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    /** @param back 1 is as far back as the tickets go */
    private static String deep(double back) {
        var at = Instant.now()
                .minus(Duration.ofMinutes((long) (Duration.ofDays(3 * 365).toMinutes() * back)));
        return new Cursor(at, new UUID(0, 0)).encode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
