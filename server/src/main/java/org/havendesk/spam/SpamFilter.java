package org.havendesk.spam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.Judged.Because;
import org.havendesk.spam.LedgerRow.Strength;
import org.havendesk.spam.SpamRows.Lesson;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to the filter: judges messages as they come in, learns from what an account's agents say about them, and
 * forgets. Every account has a filter of its own. All calls run inside the account ({@code Tenants.as}). What was learned
 * on one node is known to all others at their next judgement.
 */
@Service
public class SpamFilter {
    /** So many lessons of one agent are learned in a day; more are logged and change nothing. */
    public static final int MARKS_A_DAY = 500;

    /** So many answers to one person count as a sign that their messages are wanted; they are one voice, not many. */
    static final int HINTS_A_CONTACT = 3;

    private static final Duration DAY = Duration.ofDays(1);

    private final SpamModels models;
    private final SpamLists lists;
    private final SpamRelays relays;
    private final KnownSenderList known;
    private final SpamRows rows;
    private final JudgedRows judgements;
    private final MarkRows marks;
    private final TurnedAway turnedAway;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SpamFilter(
            SpamModels models,
            SpamLists lists,
            SpamRelays relays,
            KnownSenderList known,
            SpamRows rows,
            JudgedRows judgements,
            MarkRows marks,
            TurnedAway turnedAway,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.models = models;
        this.lists = lists;
        this.relays = relays;
        this.known = known;
        this.rows = rows;
        this.judgements = judgements;
        this.marks = marks;
        this.turnedAway = turnedAway;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Judges a message that came in, and keeps what it said and why. Teaches nothing.
     *
     * @throws IllegalStateException inside a transaction, as {@link #weigh}
     */
    public Judged judge(TenantId tenant, Arrival arrival) {
        var weighed = weigh(tenant, arrival.evidence());
        return inTransaction(() -> judge(tenant, arrival, weighed));
    }

    /** What the filter makes of a message before anybody's lists and settings are asked. */
    public record Weighed(Evidence evidence, Fingerprint print, Judgement judgement) {}

    /**
     * The first half of judging: all the work, and nothing is kept.
     *
     * @throws IllegalStateException inside a transaction: weigh before it begins, for a message may have to wait until
     *     the account's model is loaded
     */
    public Weighed weigh(TenantId tenant, Evidence evidence) {
        checkOutsideTransaction();
        var print = models.print(tenant, evidence);
        return new Weighed(evidence, print, models.score(tenant, evidence, print));
    }

    /** The second half of judging, for whoever takes the message in by a transaction: the verdict is part of it. */
    @Transactional
    public Judged judge(TenantId tenant, Arrival arrival, Weighed weighed) {
        var judgement = weighed.judgement();
        var because = because(tenant, arrival, judgement);
        var judged = new Judged(
                arrival.message(),
                arrival.channel(),
                clock.instant(),
                verdict(tenant, because, judgement),
                because,
                judgement.probability(),
                judgement.logOdds(),
                judgement.bar(),
                judgement.reasons(),
                Optional.empty());
        judgements.keep(tenant, judged, arrival, weighed.print());
        return judged;
    }

    private Because because(TenantId tenant, Arrival arrival, Judgement judgement) {
        return lists.match(tenant, arrival.sender(), arrival.authentic(), arrival.from())
                .map(entry -> entry.side() == SpamLists.Side.ALLOW ? Because.ALLOWED : Because.BLOCKED)
                .orElseGet(() -> becauseOfWay(tenant, arrival, judgement));
    }

    /** Somebody whom the account knows is judged by what they write alone: others may write in their name. */
    private Because becauseOfWay(TenantId tenant, Arrival arrival, Judgement judgement) {
        if (arrival.trapped() && !isKnown(tenant, arrival)) return Because.TRAP;
        if (judgement.verdict() != Verdict.INBOX) return Because.FILTER;
        if (relays.callSpam(tenant, arrival.evidence(), arrival.from())) return Because.RELAY;
        boolean doubtful = judgements.isTrapSource(tenant, arrival.network(), arrival.domain());
        return doubtful && !isKnown(tenant, arrival) ? Because.SOURCE : Because.FILTER;
    }

    private boolean isKnown(TenantId tenant, Arrival arrival) {
        return arrival.contact().filter(contact -> known.has(tenant, contact)).isPresent();
    }

    private Verdict verdict(TenantId tenant, Because because, Judgement judgement) {
        return switch (because) {
            case ALLOWED -> Verdict.INBOX;
            case BLOCKED, TRAP -> Verdict.QUARANTINE;
            case RELAY, SOURCE -> Verdict.SUSPECTED;
            case FILTER ->
                judgement.verdict() != Verdict.QUARANTINE
                                || rows.settings(tenant).holding()
                        ? judgement.verdict()
                        : Verdict.SUSPECTED;
        };
    }

    /**
     * Judges a message by the filter alone, and keeps nothing.
     *
     * @throws IllegalStateException inside a transaction, as {@link #judge}
     */
    public Judgement score(TenantId tenant, Evidence evidence) {
        checkOutsideTransaction();
        return models.score(tenant, evidence, models.print(tenant, evidence));
    }

    private static void checkOutsideTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Judge a message before the transaction that takes it in begins");
        }
    }

    /**
     * Learns what an agent says about a message that was judged. A later mark replaces an earlier one. Whether the agent
     * may see the message is the caller's to know.
     */
    @Transactional
    public Taught mark(Agent agent, UUID message, boolean spam) {
        var kept = judgements.find(agent.tenant(), message);
        var contact = kept.flatMap(JudgedRows.Kept::contact);
        return mark(agent, message, contact, spam, kept.flatMap(JudgedRows.Kept::print));
    }

    /**
     * The same for a message of which nothing is kept to learn from: one of some time ago, or from before there was a filter.
     */
    @Transactional
    public Taught mark(Agent agent, UUID message, Optional<ContactId> contact, boolean spam, Evidence evidence) {
        var from = contact.or(() -> judgements.find(agent.tenant(), message).flatMap(JudgedRows.Kept::contact));
        return mark(agent, message, from, spam, Optional.of(models.print(agent.tenant(), evidence)));
    }

    private Taught mark(
            Agent agent, UUID message, Optional<ContactId> contact, boolean spam, Optional<Fingerprint> print) {
        var lesson = new Lesson(message, contact, Optional.of(agent.id()), spam, Strength.MARK);
        var taught = teach(agent.tenant(), lesson, print);
        if (taught != Taught.UNCHANGED) {
            judgements.marked(agent.tenant(), message, Optional.of(spam));
            events.publishEvent(Happened.by(agent, "spam.marked", "message", message, spam ? "spam" : "ham"));
        }
        return taught;
    }

    /**
     * Learns from an agent's answer, with half the weight of a mark, that a message was worth having. Does nothing when
     * somebody has marked it. Takes the account's turn to learn until the transaction ends: call it late.
     */
    @Transactional
    public Taught answered(TenantId tenant, AgentId by, UUID message) {
        return judgements
                .find(tenant, message)
                .map(kept -> answered(tenant, by, message, kept.contact(), kept.print()))
                .orElse(Taught.NOTHING_KEPT);
    }

    /** The same for a message that was judged some time ago, of which nothing is kept to learn from. */
    @Transactional
    public Taught answered(TenantId tenant, AgentId by, UUID message, Evidence evidence) {
        return judgements
                .find(tenant, message)
                .map(kept -> answered(tenant, by, message, kept.contact(), Optional.of(models.print(tenant, evidence))))
                .orElse(Taught.NOTHING_KEPT);
    }

    private Taught answered(
            TenantId tenant, AgentId by, UUID message, Optional<ContactId> contact, Optional<Fingerprint> print) {
        return teach(tenant, new Lesson(message, contact, Optional.of(by), false, Strength.HINT), print);
    }

    private Taught teach(TenantId tenant, Lesson lesson, Optional<Fingerprint> print) {
        rows.lock(tenant);
        var known = rows.live(tenant, lesson.message());
        if (known.isPresent() && known.get().covers(lesson)) return Taught.UNCHANGED;
        var learnable = print.or(() -> known.map(SpamRows.Live::print));
        var taught = outcome(tenant, lesson, known.isPresent(), learnable.isPresent());
        var now = clock.instant();
        if (taught == Taught.LEARNED) {
            if (known.isPresent()) takeBack(tenant, lesson.message(), lesson.by(), now);
            var said = judgements.said(tenant, lesson.message());
            rows.add(tenant, rows.nextNumber(tenant), lesson, said, learnable.orElseThrow(), now);
        }
        if (taught == Taught.LEARNED || lesson.strength() == Strength.MARK) {
            marks.add(tenant, Ids.next(), lesson, taught, now);
        }
        return taught;
    }

    private Taught outcome(TenantId tenant, Lesson lesson, boolean correction, boolean learnable) {
        if (!learnable) return Taught.NOTHING_KEPT;
        if (!correction && lesson.strength() == Strength.HINT && isKnownWell(tenant, lesson)) return Taught.OVER_LIMIT;
        return isOverLimit(tenant, lesson) ? Taught.OVER_LIMIT : Taught.LEARNED;
    }

    private boolean isKnownWell(TenantId tenant, Lesson lesson) {
        return lesson.contact()
                .filter(contact -> rows.hints(tenant, contact) >= HINTS_A_CONTACT)
                .isPresent();
    }

    private boolean isOverLimit(TenantId tenant, Lesson lesson) {
        var since = clock.instant().minus(DAY);
        return lesson.by()
                .filter(agent -> marks.learned(tenant, agent, since) >= MARKS_A_DAY)
                .isPresent();
    }

    private void takeBack(TenantId tenant, UUID message, Optional<AgentId> by, Instant at) {
        rows.takeBack(tenant, message, rows.nextNumber(tenant));
        marks.undo(tenant, message, by, at);
    }

    /**
     * Takes back what was learned from a message. Agents take back their own marks; other's need
     * {@link Permission#MANAGE_SETTINGS}.
     *
     * @return whether there was anything to take back
     */
    @Transactional
    public boolean unmark(Agent agent, UUID message) {
        rows.lock(agent.tenant());
        var known = rows.live(agent.tenant(), message);
        if (known.isEmpty()) return false;
        if (known.get().by().filter(agent.id()::equals).isEmpty()) agent.require(Permission.MANAGE_SETTINGS);
        takeBack(agent.tenant(), message, Optional.of(agent.id()), clock.instant());
        judgements.marked(agent.tenant(), message, Optional.empty());
        events.publishEvent(Happened.by(agent, "spam.unmarked", "message", message));

        return true;
    }

    /**
     * Takes back that a message is spam, or that it is good, if it was this agent who said so: the undo of a slip.
     *
     * @return false when this agent has said no such thing
     */
    @Transactional
    public boolean unmarkOwn(Agent agent, UUID message, boolean spam) {
        rows.lock(agent.tenant());
        return rows.live(agent.tenant(), message)
                        .filter(known -> known.spam() == spam
                                && known.strength() == Strength.MARK
                                && known.by().filter(agent.id()::equals).isPresent())
                        .isPresent()
                && unmark(agent, message);
    }

    /**
     * Takes back one line of the log; see {@link #unmark}.
     *
     * @return false when it was taken back before, or was never learned
     * @throws NotFound when the log has no such line
     */
    @Transactional
    public boolean undo(Agent agent, UUID mark) {
        var message = marks.message(agent.tenant(), mark).orElseThrow(() -> new NotFound("spamMark"));
        return marks.isStanding(agent.tenant(), mark) && unmark(agent, message);
    }

    /**
     * Takes back everything that one agent has taught since a moment: for an account that was taken over. Needs
     * {@link Permission#MANAGE_SETTINGS}.
     *
     * @return how many lessons were taken back
     */
    @Transactional
    public int undoAll(Agent agent, AgentId whose, Instant since) {
        agent.require(Permission.MANAGE_SETTINGS);
        rows.lock(agent.tenant());
        var messages = rows.taughtBy(agent.tenant(), whose, since);
        var now = clock.instant();
        for (var message : messages) {
            takeBack(agent.tenant(), message, Optional.of(agent.id()), now);
            judgements.marked(agent.tenant(), message, Optional.empty());
        }
        if (!messages.isEmpty()) {
            events.publishEvent(Happened.by(agent, "spam.unmarkedAll", "agent", whose.value()));
        }
        return messages.size();
    }

    /** How many lessons {@link #undoAll} would take back. Needs {@link Permission#MANAGE_SETTINGS}. */
    @Transactional(readOnly = true)
    public int taughtBy(Agent agent, AgentId whose, Instant since) {
        agent.require(Permission.MANAGE_SETTINGS);
        return rows.taughtBy(agent.tenant(), whose, since).size();
    }

    /** How this account's filter decides. */
    @Transactional(readOnly = true)
    public SpamSettings settings(TenantId tenant) {
        return rows.settings(tenant);
    }

    /**
     * Changes how the account's filter decides, from the next message on. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @throws Invalid when the share of good messages is out of its bounds
     */
    @Transactional
    public void change(Agent agent, SpamSettings settings) {
        agent.require(Permission.MANAGE_SETTINGS);
        boolean bounded = settings.hamLoss() >= SpamSettings.LEAST_LOSS && settings.hamLoss() <= SpamSettings.MOST_LOSS;
        new Invalid.Check().that(bounded, "hamLoss", "hamLoss").done();
        rows.change(agent.tenant(), settings);
        events.publishEvent(
                Happened.by(agent, "spam.settings", "account", agent.tenant().value()));
    }

    /**
     * Forgets a person: nothing that is kept rests on their messages any more, and the model is built again from what
     * remains, to the byte the one that never knew them.
     *
     * @return how many records went
     */
    @Transactional
    public int forget(TenantId tenant, ContactId contact) {
        return rows.remove(tenant, contact) + judgements.remove(tenant, contact) + marks.remove(tenant, contact);
    }

    /** Forgets everything that the account has taught, its lists and its settings. */
    @Transactional
    public void forgetAccount(TenantId tenant) {
        lists.removeAll(tenant);
        marks.removeAll(tenant);
        judgements.removeAll(tenant);
        turnedAway.removeAll(tenant);
        rows.removeAll(tenant);
        events.publishEvent(new Happened(tenant, Actor.system(), "spam.forgotten", "account", tenant.value(), ""));
    }

    /** Lets go of what is kept longer than it may be, and builds the model again if it rested on some of that. */
    void tidy(TenantId tenant) {
        transaction.executeWithoutResult(state -> {
            var now = clock.instant();
            judgements.tidy(tenant, now);
            turnedAway.tidy(tenant, now.minus(JudgedRows.KEPT));
            marks.tidy(tenant, now);
            rows.tidy(tenant);
        });
        models.rebuild(tenant);
    }

    void boundPrints(TenantId tenant) {
        transaction.executeWithoutResult(state -> judgements.boundPrints(tenant));
    }

    @SuppressWarnings("NullAway") // the work never returns null
    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
