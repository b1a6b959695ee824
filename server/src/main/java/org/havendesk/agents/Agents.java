package org.havendesk.agents;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.agents.OneTimeLinks.Purpose;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.AccountSite;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.AgentRemoved;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to the people who work in an account. */
@Service
@Transactional
public class Agents {
    /** At most this many in an account. */
    public static final int MAX = 2_000;

    private static final int MAX_NAME = 100;
    private static final int MAX_DEPARTMENTS = 200;
    private static final Duration ENTER_LIFE = Duration.ofSeconds(10);

    private final AgentRows rows;
    private final OneTimeLinks links;
    private final AgentLetters letters;
    private final Sessions sessions;
    private final Passes passes;
    private final AgentSettings settings;
    private final Limits limits;
    private final SecondFactor factor;
    private final CustomRoles roles;
    private final AccountHosts accounts;
    private final ApplicationEventPublisher events;

    Agents(
            AgentRows rows,
            OneTimeLinks links,
            AgentLetters letters,
            Sessions sessions,
            Passes passes,
            AgentSettings settings,
            Limits limits,
            SecondFactor factor,
            CustomRoles roles,
            AccountHosts accounts,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.links = links;
        this.letters = letters;
        this.sessions = sessions;
        this.passes = passes;
        this.settings = settings;
        this.limits = limits;
        this.factor = factor;
        this.roles = roles;
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * Somebody to be invited.
     *
     * @param language in which they read; empty: the account's, as long as they have not said
     */
    public record Newcomer(
            String name, EmailAddress email, Role role, Set<DepartmentId> departments, Optional<Language> language) {}

    /** What an agent may change about themselves. */
    record Described(String name, Language language, String theme, String timezone, String signature, String density) {}

    /** Everybody who works in the account or was invited to, the oldest first. */
    @Transactional(readOnly = true)
    public Page<Colleague> all(Agent agent, Optional<Cursor> after, int limit) {
        return page(agent, false, after, limit);
    }

    /** Those who were removed and can be brought back. */
    @Transactional(readOnly = true)
    Page<Colleague> removed(Agent agent, Optional<Cursor> after, int limit) {
        agent.require(Permission.MANAGE_AGENTS);
        return page(agent, true, after, limit);
    }

    private Page<Colleague> page(Agent agent, boolean removed, Optional<Cursor> after, int limit) {
        var found = rows.page(agent.tenant(), removed, after, limit + 1);
        return Page.of(
                found,
                limit,
                colleague -> new Cursor(colleague.createdAt(), colleague.id().value()));
    }

    /** @return empty when nobody of this account has this id */
    @Transactional(readOnly = true)
    public Optional<Colleague> find(TenantId tenant, AgentId id) {
        return rows.find(tenant, id);
    }

    /** Who works under this address, with what they may do right now; empty when nobody active does. */
    @Transactional(readOnly = true)
    public Optional<Agent> byAddress(TenantId tenant, EmailAddress address) {
        return rows.byEmail(tenant, address).flatMap(id -> acting(tenant, id));
    }

    /** Somebody with what they may do right now; empty when they are not active. */
    Optional<Agent> acting(TenantId tenant, AgentId id) {
        return rows.find(tenant, id)
                .filter(Colleague::active)
                .map(colleague -> new Agent(
                        tenant,
                        colleague.id(),
                        colleague.name(),
                        colleague.permissions(),
                        colleague.departmentRoles()));
    }

    /**
     * Somebody new, who gets a mail to set a password and is let in from then on. The mail and the console speak their
     * language where it is known.
     *
     * @throws Forbidden when the role is not this agent's to give
     * @throws Invalid when the name is empty or too long, the address taken, or a department is none
     * @throws Conflict when the account has {@link #MAX} agents
     */
    public Colleague invite(Agent agent, Newcomer newcomer) {
        agent.require(newcomer.role().toTouch());
        var name = checkedName(newcomer.name());
        if (rows.count(agent.tenant()) >= MAX) {
            throw new Conflict("agents", MAX);
        }
        if (rows.byEmail(agent.tenant(), newcomer.email()).isPresent()) {
            throw Invalid.field("email", "taken");
        }
        var id = added(agent.tenant(), name, newcomer);
        write(agent.tenant(), id, solving(newcomer.departments()));
        events.publishEvent(Happened.by(
                agent, "agent.invited", "agent", id.value(), newcomer.role().key()));
        mailInvitation(agent, id);
        return rows.find(agent.tenant(), id).orElseThrow();
    }

    /**
     * The invitation once more; the link of the earlier mail works no longer.
     *
     * @throws NotFound when there is no such agent
     * @throws Conflict when they have accepted already
     * @throws TooMany when they got enough mails for this hour
     */
    public void inviteAgain(Agent agent, AgentId id) {
        var invited = touchable(agent, id);
        if (invited.active()) {
            throw new Conflict("invitationAccepted");
        }
        if (!limits.mayMail(agent.tenant(), invited.email())) {
            throw new TooMany("mail", Duration.ofMinutes(12));
        }
        mailInvitation(agent, id);
        events.publishEvent(Happened.by(agent, "agent.invited-again", "agent", id.value()));
    }

    /**
     * Gives an agent another role. Their sessions end: they sign in again as what they now are.
     *
     * @throws Forbidden when the role they have or the one they get is not this agent's to give
     * @throws Conflict when the account would be left without an owner
     */
    public Colleague changeRole(Agent agent, AgentId id, Role role) {
        return changeRole(agent, id, role, Optional.empty());
    }

    /**
     * As {@link #changeRole(Agent, AgentId, Role)}, to a role of the account's own.
     *
     * @param custom for an agent only
     * @throws Invalid when there is no such role, or it may more than this agent
     */
    Colleague changeRole(Agent agent, AgentId id, Role role, Optional<UUID> custom) {
        var owners = rows.lockOwners(agent.tenant());
        var before = touchable(agent, id);
        agent.require(role.toTouch());
        checkCustom(agent, role, custom);
        if (before.role() == role && before.customRole().map(CustomRole::id).equals(custom)) {
            return before;
        }
        if (owners.equals(List.of(id))) {
            throw new Conflict("lastOwner");
        }
        rows.setRole(agent.tenant(), id, role, custom);
        sessions.endAll(agent.tenant(), id, Optional.empty());
        events.publishEvent(Happened.by(agent, "agent.role", "agent", id.value(), role.key()));
        return rows.find(agent.tenant(), id).orElseThrow();
    }

    /**
     * The departments that an agent works in, from now on.
     *
     * @throws NotFound when there is no such agent
     * @throws Invalid when a department is none of this account
     */
    public Colleague place(Agent agent, AgentId id, Set<DepartmentId> departments) {
        return place(agent, id, solving(departments));
    }

    /** As {@link #place(Agent, AgentId, Set)}, with what the agent is in each of the departments. */
    Colleague place(Agent agent, AgentId id, Map<DepartmentId, DepartmentRole> departments) {
        touchable(agent, id);
        write(agent.tenant(), id, departments);
        return placed(agent, id);
    }

    /**
     * Somebody works in a department from now on, as this. For those who manage agents, and for the managers of the
     * department.
     *
     * @throws NotFound when there is no such agent, or it is none of the asker's departments
     * @throws Forbidden when the asker is no manager of it, or the agent is an admin or owner
     */
    Colleague placeIn(Agent agent, AgentId id, DepartmentId department, DepartmentRole role) {
        mayPlaceIn(agent, id, department);
        try {
            rows.setDepartment(agent.tenant(), id, department, role);
        } catch (DataIntegrityViolationException e) {
            throw new NotFound("department");
        }
        return placed(agent, id);
    }

    /** Somebody works in a department no more; as {@link #placeIn} otherwise. */
    void takeFrom(Agent agent, AgentId id, DepartmentId department) {
        mayPlaceIn(agent, id, department);
        if (!rows.leaveDepartment(agent.tenant(), id, department)) {
            throw new NotFound("department");
        }
        placed(agent, id);
    }

    private void mayPlaceIn(Agent agent, AgentId id, DepartmentId department) {
        if (agent.may(Permission.MANAGE_AGENTS)) {
            touchable(agent, id);
            return;
        }
        if (!agent.worksIn(department)) {
            throw new NotFound("department");
        }
        agent.require(DepartmentRole.MANAGER, department);
        var colleague = rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("agent"));
        if (colleague.role() != Role.AGENT) {
            throw new Forbidden(colleague.role().toTouch());
        }
    }

    private Colleague placed(Agent agent, AgentId id) {
        passes.forget(agent.tenant());
        events.publishEvent(Happened.by(agent, "agent.departments", "agent", id.value()));
        events.publishEvent(new AccessChanged(agent.tenant(), id));
        return rows.find(agent.tenant(), id).orElseThrow();
    }

    /**
     * Makes a colleague an owner and oneself an admin, in one step. Both are signed out.
     *
     * @throws Forbidden when this agent is no owner
     * @throws Conflict when it is oneself, or the colleague has not accepted their invitation
     */
    void handOver(Agent agent, AgentId id) {
        agent.require(Permission.MANAGE_OWNERS);
        rows.lockOwners(agent.tenant());
        var heir = rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("agent"));
        if (agent.id().equals(id) || !heir.active()) {
            throw new Conflict("handOver");
        }
        rows.setRole(agent.tenant(), id, Role.OWNER, Optional.empty());
        rows.setRole(agent.tenant(), agent.id(), Role.ADMIN, Optional.empty());
        sessions.endAll(agent.tenant(), id, Optional.empty());
        sessions.endAll(agent.tenant(), agent.id(), Optional.empty());
        events.publishEvent(Happened.by(agent, "agent.ownership", "agent", id.value(), Role.OWNER.key()));
    }

    private void checkCustom(Agent agent, Role role, Optional<UUID> custom) {
        var permissions = custom.flatMap(id -> roles.find(agent.tenant(), id)).map(CustomRole::permissions);
        new Invalid.Check()
                .that(custom.isEmpty() || role == Role.AGENT, "customRole", "value")
                .that(custom.isEmpty() || permissions.isPresent(), "customRole", "value")
                .that(permissions.filter(given -> !mayAllOf(agent, given)).isEmpty(), "customRole", "value")
                .done();
    }

    /** Whether somebody's rights are no more than this agent's; keys of one's own are no right over others. */
    private static boolean mayAllOf(Agent agent, Set<Permission> permissions) {
        return permissions.stream().allMatch(permission -> permission == Permission.USE_API || agent.may(permission));
    }

    private static Map<DepartmentId, DepartmentRole> solving(Set<DepartmentId> departments) {
        return departments.stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), department -> DepartmentRole.SOLVER));
    }

    /**
     * The agent is out: sessions, keys, links and second factor end, the address is free, their tickets become nobody's.
     * For some days the profile can be brought back; then it is erased. What they wrote stays.
     *
     * @throws Forbidden when this is an owner and the one who asks is none
     * @throws Conflict when it is oneself, or the last owner
     */
    public void remove(Agent agent, AgentId id) {
        var owners = rows.lockOwners(agent.tenant());
        touchable(agent, id);
        if (agent.id().equals(id)) {
            throw new Conflict("removeSelf");
        }
        if (owners.equals(List.of(id))) {
            throw new Conflict("lastOwner");
        }
        sessions.endAll(agent.tenant(), id, Optional.empty());
        rows.markRemoved(agent.tenant(), id);
        events.publishEvent(new AgentRemoved(agent.tenant(), id));
        events.publishEvent(Happened.by(agent, "agent.removed", "agent", id.value()));
    }

    /**
     * Brings back somebody who was removed, as what they were. They sign in by their password.
     *
     * @throws NotFound when there is no such agent, or they are erased already
     * @throws Forbidden as in {@link #remove}
     * @throws Conflict when their address is somebody else's now, or the account has {@link #MAX} agents
     */
    Colleague bringBack(Agent agent, AgentId id) {
        agent.require(Permission.MANAGE_AGENTS);
        var gone = rows.findRemoved(agent.tenant(), id).orElseThrow(() -> new NotFound("agent"));
        agent.require(gone.role().toTouch());
        if (!mayAllOf(agent, gone.permissions())) {
            throw new Forbidden(Permission.MANAGE_ADMINS);
        }
        if (rows.count(agent.tenant()) >= MAX) {
            throw new Conflict("agents", MAX);
        }
        try {
            rows.bringBack(agent.tenant(), id);
        } catch (DuplicateKeyException e) {
            throw new Conflict("addressTaken");
        }
        events.publishEvent(Happened.by(agent, "agent.brought-back", "agent", id.value()));
        return rows.find(agent.tenant(), id).orElseThrow();
    }

    /**
     * Takes the second factor from somebody who lost it: they sign in by password and set up another one. Their sessions
     * end, and they are told by mail.
     *
     * @throws Forbidden when this is an owner and the one who asks is none
     * @throws Conflict when no second factor is on, or it is one's own
     */
    public void resetFactor(Agent agent, AgentId id) {
        touchable(agent, id);
        if (agent.id().equals(id)) {
            throw new Conflict("factorOwn");
        }
        if (!factor.reset(Actor.of(agent), agent.tenant(), id)) {
            throw new Conflict("factorOff");
        }
    }

    /**
     * Signs an agent out wherever they are signed in.
     *
     * @throws Forbidden when this is an owner and the one who asks is none
     */
    public void signOut(Agent agent, AgentId id) {
        touchable(agent, id);
        sessions.endAll(agent.tenant(), id, Optional.empty());
        events.publishEvent(Happened.by(agent, "session.ended", "agent", id.value(), "by-colleague"));
    }

    /** How an agent has set things up for themselves. */
    @Transactional(readOnly = true)
    public Profile profile(Agent agent) {
        return rows.profile(agent.tenant(), agent.id()).orElseThrow(() -> new NotFound("agent"));
    }

    /** @throws Invalid when something is empty, too long or unknown */
    void describe(Agent agent, Described described) {
        var name = checkedName(described.name());
        rows.describe(
                agent.tenant(),
                agent.id(),
                new Described(
                        name,
                        described.language(),
                        described.theme(),
                        described.timezone(),
                        Signatures.safe(described.signature()),
                        described.density()));
        passes.forget(agent.tenant());
        events.publishEvent(
                Happened.by(agent, "agent.described", "agent", agent.id().value()));
    }

    /**
     * Makes the first owner of a new account and sends the mail with which they set their password. Where the account has
     * an owner already, that one is it and no mail goes out.
     */
    public AgentId installOwner(TenantId tenant, String name, EmailAddress email, Language language) {
        var there = rows.lockOwners(tenant);
        if (!there.isEmpty()) {
            return there.getFirst();
        }
        var id = rows.add(tenant, name, email, Role.OWNER, true, language);
        var token = links.make(tenant, id, Purpose.INVITATION, settings.invitation());
        letters.welcome(tenant, language, name, email, token);
        events.publishEvent(
                new Happened(tenant, Actor.system(), "agent.installed", "agent", id.value(), Role.OWNER.key()));
        return id;
    }

    /** The first owner of an account. */
    @Transactional(readOnly = true)
    public Optional<AgentId> owner(TenantId tenant) {
        return rows.firstOwner(tenant);
    }

    /**
     * As {@link #resetFactor(Agent, AgentId)}, by somebody who runs the installation.
     *
     * @throws NotFound when nobody works here under this address
     * @throws Conflict when no second factor is on
     */
    public void resetFactor(Actor actor, TenantId tenant, EmailAddress address) {
        var id = rows.byEmail(tenant, address).orElseThrow(() -> new NotFound("agent"));
        if (!factor.reset(actor, tenant, id)) {
            throw new Conflict("factorOff");
        }
    }

    /** A token for {@code /welcome/enter/{token}}, which signs this agent in, once, within ten seconds. */
    public String enterLink(TenantId tenant, AgentId agent) {
        return links.make(tenant, agent, Purpose.ENTER, ENTER_LIFE);
    }

    /**
     * Somebody is called so and has this address from now on. With another address their sessions end, and so does every
     * link that was mailed to the one before, which is told.
     *
     * @throws NotFound when there is no such agent
     * @throws Forbidden when they are not this agent's to change, or an admin or owner would get another address
     * @throws Invalid when the name cannot be used or the address is taken
     */
    void rename(Agent agent, AgentId id, String name, EmailAddress email) {
        var before = touchable(agent, id);
        var called = checkedName(name);
        if (!before.email().equals(email)) {
            move(agent, before, email);
        }
        if (!before.name().equals(called)) {
            rows.rename(agent.tenant(), id, called);
            passes.forget(agent.tenant());
            events.publishEvent(Happened.by(agent, "agent.renamed", "agent", id.value()));
        }
    }

    private void move(Agent agent, Colleague colleague, EmailAddress email) {
        if (colleague.role() != Role.AGENT) {
            throw new Forbidden(Permission.MANAGE_OWNERS);
        }
        var id = colleague.id();
        var before = rows.profile(agent.tenant(), id).orElseThrow();
        try {
            rows.setEmail(agent.tenant(), id, email);
        } catch (DuplicateKeyException e) {
            throw Invalid.field("email", "taken");
        }
        links.forget(agent.tenant(), id, OneTimeLinks.EVERY);
        sessions.endAll(agent.tenant(), id, Optional.empty());
        letters.notice(agent.tenant(), before, Notice.ADDRESS_CHANGED, Optional.empty());
        if (!colleague.active()) {
            mailInvitation(agent, id);
        }
        events.publishEvent(Happened.by(agent, "agent.address", "agent", id.value()));
    }

    /** There, and with a role that this agent may touch. */
    private Colleague touchable(Agent agent, AgentId id) {
        agent.require(Permission.MANAGE_AGENTS);
        var colleague = rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("agent"));
        agent.require(colleague.role().toTouch());
        if (!mayAllOf(agent, colleague.permissions())) {
            throw new Forbidden(Permission.MANAGE_ADMINS);
        }
        return colleague;
    }

    private AgentId added(TenantId tenant, String name, Newcomer newcomer) {
        var language = newcomer.language()
                .or(() -> accounts.site(tenant).map(AccountSite::language))
                .orElse(Language.EN);
        try {
            return rows.add(tenant, name, newcomer.email(), newcomer.role(), false, language);
        } catch (DuplicateKeyException e) {
            throw Invalid.field("email", "taken");
        }
    }

    private void write(TenantId tenant, AgentId id, Map<DepartmentId, DepartmentRole> departments) {
        if (departments.size() > MAX_DEPARTMENTS) {
            throw Invalid.field("departments", "value");
        }
        try {
            rows.setDepartments(tenant, id, departments);
        } catch (DataIntegrityViolationException e) {
            throw Invalid.field("departments", "value");
        }
    }

    private void mailInvitation(Agent agent, AgentId id) {
        var invited = rows.profile(agent.tenant(), id).orElseThrow();
        var token = links.make(agent.tenant(), id, Purpose.INVITATION, settings.invitation());
        letters.invitation(agent, invited, token);
    }

    private static String checkedName(String name) {
        var stripped = name.strip();
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(stripped.chars().noneMatch(Character::isISOControl), "name", "value")
                .done();
        return stripped;
    }
}
