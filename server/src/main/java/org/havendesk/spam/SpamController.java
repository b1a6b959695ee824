package org.havendesk.spam;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The filter as those see it who manage the account: what it did, what it was told, whom it lets in. */
@RestController
@RequestMapping("/rest/spam")
class SpamController {
    private final SpamFilter filter;
    private final SpamReports reports;
    private final SpamLists lists;
    private final MarkList marks;
    private final SpamTraps traps;
    private final SpamRelays relays;
    private final TurnedAway turnedAway;

    SpamController(
            SpamFilter filter,
            SpamReports reports,
            SpamLists lists,
            MarkList marks,
            SpamTraps traps,
            SpamRelays relays,
            TurnedAway turnedAway) {
        this.filter = filter;
        this.reports = reports;
        this.lists = lists;
        this.marks = marks;
        this.traps = traps;
        this.relays = relays;
        this.turnedAway = turnedAway;
    }

    /**
     * @param hamLoss the share of good messages that may be held back by mistake, 0.0001 to 0.05
     * @param holding whether messages may be held back at all
     */
    record Settings(@Nullable Double hamLoss, @Nullable Boolean holding) {}

    record Day(
            LocalDate day,
            int judged,
            int inbox,
            int suspected,
            int quarantined,
            int heldWrongly,
            int warnedWrongly,
            int missed,
            int trapped,
            int turnedAway) {}

    record Point(int marks, int of, int wrong, int heldWrongly) {}

    record Report(List<Day> days, List<Point> curve) {}

    record NewSender(@Nullable String side, @Nullable String sender) {}

    /**
     * @param side {@code allow} or {@code block}
     * @param kind {@code address}, {@code domain} or {@code network}
     */
    record Sender(
            UUID id,
            String side,
            String kind,
            String sender,
            @Nullable UUID by,
            Instant at) {}

    /** @param since only what was said from then on; null for all that is kept */
    record Undoing(@Nullable String agent, @Nullable Instant since) {}

    record Undone(int undone) {}

    @GetMapping("/settings")
    Settings settings(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return wire(filter.settings(agent.tenant()));
    }

    @PutMapping("/settings")
    Settings change(Agent agent, @RequestBody Settings body) {
        var known = filter.settings(agent.tenant());
        filter.change(
                agent,
                new SpamSettings(
                        Optional.ofNullable(body.hamLoss()).orElse(known.hamLoss()),
                        Optional.ofNullable(body.holding()).orElse(known.holding())));
        return settings(agent);
    }

    /** @param zone in which a day begins and ends */
    @GetMapping("/report")
    Report report(
            Agent agent, @RequestParam(defaultValue = "7") int days, @RequestParam(defaultValue = "UTC") String zone) {
        agent.require(Permission.MANAGE_SETTINGS);
        turnedAway.settle(agent.tenant());
        var known = reports.days(agent.tenant(), zone(zone), days).stream()
                .map(SpamController::wire)
                .toList();
        var curve = reports.learningCurve(agent.tenant()).stream()
                .map(point -> new Point(point.marks(), point.of(), point.wrong(), point.heldWrongly()))
                .toList();
        return new Report(known, curve);
    }

    /** @param hints whether answers that counted as a weak sign are listed as well */
    @GetMapping("/marks")
    Page<MarkList.Line> marks(
            Agent agent,
            @RequestParam(defaultValue = "false") boolean hints,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return marks.page(agent, hints, Cursor.decode(cursor), Page.limit(limit));
    }

    @DeleteMapping("/marks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(Agent agent, @PathVariable String id) {
        agent.require(Permission.MANAGE_SETTINGS);
        filter.undo(agent, Ids.parse(id));
    }

    /** Takes back everything that one agent has taught, as after their account was taken over. */
    @PostMapping("/undoing")
    Undone undo(Agent agent, @RequestBody Undoing body) {
        var whose = Optional.ofNullable(body.agent()).orElseThrow(() -> Invalid.field("agent", "required"));
        var since = Optional.ofNullable(body.since()).orElse(Instant.EPOCH);
        return new Undone(filter.undoAll(agent, AgentId.of(whose), since));
    }

    /** How much that would be. */
    @GetMapping("/undoing")
    Undone undoing(
            Agent agent, @RequestParam("agent") String whose, @RequestParam(required = false) @Nullable String since) {
        return new Undone(filter.taughtBy(agent, AgentId.of(whose), since(since)));
    }

    /**
     * @param side only this list
     * @param q only senders in which this stands
     */
    @GetMapping("/senders")
    Page<Sender> senders(
            Agent agent,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var only = Optional.ofNullable(side).filter(name -> !name.isEmpty()).map(SpamController::side);
        return lists.list(agent, only, q, Cursor.decode(cursor), Page.limit(limit))
                .map(SpamController::wire);
    }

    @PostMapping("/senders")
    @ResponseStatus(HttpStatus.CREATED)
    Sender add(Agent agent, @RequestBody NewSender body) {
        var side = side(Optional.ofNullable(body.side()).orElse(""));
        var sender = Optional.ofNullable(body.sender()).orElseThrow(() -> Invalid.field("sender", "required"));
        return wire(lists.add(agent, side, sender));
    }

    @DeleteMapping("/senders/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable String id) {
        lists.remove(agent, Ids.parse(id));
    }

    /** @param traps addresses that nobody uses */
    record Traps(@Nullable List<String> traps) {}

    /** @param relays host names, addresses and networks of servers whose word on spam is believed */
    record Relays(@Nullable List<String> relays) {}

    @GetMapping("/traps")
    Traps traps(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return new Traps(traps.list(agent.tenant()));
    }

    @PutMapping("/traps")
    Traps change(Agent agent, @RequestBody Traps body) {
        traps.change(agent, required(body.traps(), "traps"));
        return traps(agent);
    }

    @GetMapping("/relays")
    Relays relays(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return new Relays(relays.list(agent.tenant()));
    }

    @PutMapping("/relays")
    Relays change(Agent agent, @RequestBody Relays body) {
        relays.change(agent, required(body.relays(), "relays"));
        return relays(agent);
    }

    private static List<String> required(@Nullable List<String> values, String field) {
        if (values == null || values.stream().anyMatch(Objects::isNull)) throw Invalid.field(field, "required");
        return values;
    }

    private static Instant since(@Nullable String time) {
        try {
            return time == null || time.isEmpty() ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeException e) {
            throw Invalid.field("since", "time");
        }
    }

    private static SpamLists.Side side(String name) {
        return switch (name) {
            case "allow" -> SpamLists.Side.ALLOW;
            case "block" -> SpamLists.Side.BLOCK;
            default -> throw Invalid.field("side", "choice");
        };
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Invalid.field("zone", "choice");
        }
    }

    private static Settings wire(SpamSettings settings) {
        return new Settings(settings.hamLoss(), settings.holding());
    }

    private static Day wire(SpamReports.Day day) {
        return new Day(
                day.day(),
                day.judged(),
                day.inbox(),
                day.suspected(),
                day.quarantined(),
                day.heldWrongly(),
                day.warnedWrongly(),
                day.missed(),
                day.trapped(),
                day.turnedAway());
    }

    private static Sender wire(SpamLists.Entry entry) {
        return new Sender(
                entry.id(),
                lower(entry.side()),
                lower(entry.kind()),
                entry.value(),
                entry.by().map(AgentId::value).orElse(null),
                entry.at());
    }

    static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
