package org.havendesk.agents;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.agents.AppRows.App;
import org.havendesk.agents.AppRows.Kind;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.web.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Programs of others that agents let act for them: OAuth 2.1, the authorization code with PKCE. An access token is one of our
 * keys, so it passes the same table and the same walls; it lasts an hour and ends with the grant.
 */
@Service
@Transactional
class Apps {
    private static final int MOST = 100;
    private static final int MAX_NAME = 60;
    private static final int MAX_URI = 500;
    private static final int MAX_URIS = 10;
    private static final int MAX_SHOWN = 80;
    private static final Pattern PROOF = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /** With these an app could make itself keys, or let in somebody, that outlive the grant. */
    private static final Set<String> NEVER = Set.of("api.read_own", "api.write_own", "agent.manage");

    /** A program on the agent's own machine takes whichever port is free (RFC 8252, 7.3). */
    private static final Pattern OWN_MACHINE =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::\\d{1,5})?((?:[/?].*)?)");

    private final AppRows rows;
    private final Agents agents;
    private final Passes passes;
    private final FreshSession fresh;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Apps(
            AppRows rows,
            Agents agents,
            Passes passes,
            FreshSession fresh,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.agents = agents;
        this.passes = passes;
        this.fresh = fresh;
        this.events = events;
        this.clock = clock;
    }

    /** @param secret shown this once; empty for a public client */
    record Registered(App app, Optional<String> secret) {}

    /** What an app asks an agent for, checked as far as it may be told to the app. */
    record Asked(App app, String redirectUri, List<String> scopes, String challenge) {}

    /** What an app holds from now on. */
    record Holding(String access, String refresh, List<String> scopes) {}

    /** An app cannot be answered, in a word of RFC 6749, 5.2. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String word) {
            super(word);
        }

        String word() {
            return String.valueOf(getMessage());
        }
    }

    /** The scopes that an app can ask for, in the words of keys. */
    static Set<String> scopes() {
        return RouteTable.lines().values().stream()
                .filter(line -> !line.right().equals("open"))
                .map(RouteTable.Line::scope)
                .filter(Predicate.not(NEVER::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @throws Forbidden when this agent may not manage security */
    @Transactional(readOnly = true)
    List<App> of(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        return rows.of(agent.tenant());
    }

    /**
     * From now on agents can let this program act for them.
     *
     * @param confidential whether it runs where it can keep a secret
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws Invalid when the name or an address cannot be used
     * @throws Conflict when there are as many as one can have
     */
    Registered register(SignedIn signedIn, String name, List<String> redirectUris, boolean confidential) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        check(name, redirectUris);
        fresh.require(signedIn);
        if (rows.of(agent.tenant()).size() >= MOST) {
            throw new Conflict("apps", MOST);
        }
        var secret = confidential ? Optional.of(Tokens.next()) : Optional.<String>empty();
        var app = rows.add(
                agent.tenant(), name.strip(), redirectUris.stream().distinct().toList(), secret);
        events.publishEvent(Happened.by(agent, "app.registered", "app", app.id()));
        return new Registered(app, secret);
    }

    /**
     * It is called this and has these addresses from now on; who lets it act for them does so still.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws NotFound when there is no such app
     * @throws Invalid when the name or an address cannot be used
     */
    App change(SignedIn signedIn, UUID id, String name, List<String> redirectUris) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        check(name, redirectUris);
        fresh.require(signedIn);
        if (!rows.change(
                agent.tenant(),
                id,
                name.strip(),
                redirectUris.stream().distinct().toList())) {
            throw new NotFound("app");
        }
        events.publishEvent(Happened.by(agent, "app.changed", "app", id));
        return rows.find(agent.tenant(), id).orElseThrow();
    }

    /**
     * Another secret in the place of the one before, which works no more.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws NotFound when there is no such app, or it can keep no secret
     */
    Registered changeSecret(SignedIn signedIn, UUID id) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        fresh.require(signedIn);
        var secret = Tokens.next();
        if (!rows.changeSecret(agent.tenant(), id, secret)) {
            throw new NotFound("app");
        }
        events.publishEvent(Happened.by(agent, "app.secret-changed", "app", id));
        return new Registered(rows.find(agent.tenant(), id).orElseThrow(), Optional.of(secret));
    }

    /** Nobody lets it act for them any more. @throws NotFound when there is no such app */
    void remove(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SECURITY);
        if (!rows.remove(agent.tenant(), id)) {
            throw new NotFound("app");
        }
        passes.forget(agent.tenant());
        events.publishEvent(Happened.by(agent, "app.removed", "app", id));
    }

    /**
     * The app that asks, when this is one of its own addresses to the letter: only then may an error be told there.
     */
    @Transactional(readOnly = true)
    Optional<App> asking(TenantId tenant, String client, String redirectUri) {
        return id(client)
                .flatMap(id -> rows.find(tenant, id))
                .filter(app -> app.redirectUris().stream()
                        .anyMatch(own -> own.equals(redirectUri) || isOnOwnMachine(own, redirectUri)));
    }

    /** @throws Refused in words for the app */
    Asked asked(App app, String redirectUri, String type, String scope, String challenge, String method)
            throws Refused {
        if (!type.equals("code")) {
            throw new Refused("unsupported_response_type");
        }
        if (!method.equals("S256") || !CHALLENGE.matcher(challenge).matches()) {
            throw new Refused("invalid_request");
        }
        var wanted = new TreeSet<>(Arrays.asList(scope.strip().split(" +")));
        if (!scopes().containsAll(wanted)) {
            throw new Refused("invalid_scope");
        }
        return new Asked(app, redirectUri, List.copyOf(wanted), challenge);
    }

    /**
     * The agent lets the app act for them.
     *
     * @return the code, which works once within a minute
     */
    String allow(Agent agent, Asked asked) {
        agent.require(Permission.USE_API);
        var grant = rows.grant(agent.tenant(), asked.app().id(), agent.id(), asked.scopes());
        events.publishEvent(
                Happened.by(agent, "app.connected", "app", asked.app().id()));
        events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.APP_CONNECTED, Optional.empty()));
        return rows.issue(
                agent.tenant(), Kind.CODE, grant, Optional.of(asked.redirectUri()), Optional.of(asked.challenge()));
    }

    /** Whose app it is that shows these. @throws Refused when it is none, or not with its secret */
    @Transactional(readOnly = true)
    App authenticate(TenantId tenant, String client, Optional<String> secret) throws Refused {
        var app = id(client)
                .flatMap(id -> rows.find(tenant, id))
                .filter(found -> found.confidential() == secret.isPresent()
                        && (secret.isEmpty() || rows.hasSecret(tenant, found.id(), secret.get())));
        return app.orElseThrow(() -> new Refused("invalid_client"));
    }

    /**
     * What a code is worth. Shown a second time it ends what the first time began.
     *
     * @param redirectUri needed no more, and right where it is shown (OAuth 2.1, 10.2)
     * @throws Refused when it is worth nothing
     */
    @Transactional(noRollbackFor = Refused.class)
    Holding redeem(TenantId tenant, App app, String code, Optional<String> redirectUri, String verifier)
            throws Refused {
        var held = taken(tenant, app, Kind.CODE, code);
        if (redirectUri.filter(shown -> !shown.equals(held.redirectUri())).isPresent()
                || !PROOF.matcher(verifier).matches()
                || !held.challenge().equals(challenge(verifier))) {
            throw new Refused("invalid_grant");
        }
        return hand(tenant, app, held);
    }

    /**
     * Fresh tokens for a refresh token, which works no more then. Shown a second time it ends the grant: one of the two who
     * showed it has stolen it.
     *
     * @throws Refused when it is worth nothing
     */
    @Transactional(noRollbackFor = Refused.class)
    Holding refresh(TenantId tenant, App app, String token) throws Refused {
        return hand(tenant, app, taken(tenant, app, Kind.REFRESH, token));
    }

    /** The app gives back what it holds (RFC 7009). What is not its own is left alone. */
    void giveBack(TenantId tenant, App app, String token) {
        var byRefresh = rows.lock(tenant, Kind.REFRESH, token)
                .filter(held -> held.client().equals(app.id()));
        byRefresh.ifPresent(held -> end(tenant, held, "app.given-back"));
        if (byRefresh.isEmpty()) {
            rows.grantOfKey(tenant, app.id(), token).ifPresent(grant -> rows.endKeys(tenant, grant));
            passes.forget(tenant);
        }
    }

    /** The apps that an agent lets act for them. */
    @Transactional(readOnly = true)
    List<AppRows.Connected> connected(Agent agent) {
        return rows.connected(agent.tenant(), agent.id());
    }

    /** The app acts for this agent no more. @throws NotFound when it does not */
    void disconnect(Agent agent, UUID grant) {
        var app = rows.end(agent.tenant(), agent.id(), grant).orElseThrow(() -> new NotFound("app"));
        passes.forget(agent.tenant());
        events.publishEvent(Happened.by(agent, "app.disconnected", "app", app));
    }

    int sweep(TenantId tenant) {
        return rows.sweep(tenant);
    }

    private AppRows.Held taken(TenantId tenant, App app, Kind kind, String token) throws Refused {
        var held = rows.lock(tenant, kind, token)
                .filter(found -> found.client().equals(app.id()))
                .orElseThrow(() -> new Refused("invalid_grant"));
        if (held.used()) {
            end(tenant, held, "app.token-reused");
            throw new Refused("invalid_grant");
        }
        rows.use(tenant, token);
        if (!held.expiresAt().isAfter(clock.instant())
                || agents.acting(tenant, held.agent()).isEmpty()) {
            throw new Refused("invalid_grant");
        }
        return held;
    }

    private Holding hand(TenantId tenant, App app, AppRows.Held held) {
        var access = rows.access(tenant, held, app.name());
        var refresh = rows.issue(tenant, Kind.REFRESH, held.grant(), Optional.empty(), Optional.empty());
        passes.forget(tenant);
        return new Holding(access, refresh, held.scopes().stream().sorted().toList());
    }

    private void end(TenantId tenant, AppRows.Held held, String why) {
        rows.end(tenant, held.agent(), held.grant());
        passes.forget(tenant);
        events.publishEvent(new Happened(tenant, Actor.system(), why, "app", held.client(), ""));
    }

    private static void check(String name, List<String> redirectUris) {
        var called = name.strip();
        var check = new Invalid.Check()
                .that(!called.isEmpty(), "name", "required")
                .that(called.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(called.chars().noneMatch(Character::isISOControl), "name", "value")
                .that(
                        !redirectUris.isEmpty() && redirectUris.size() <= MAX_URIS,
                        "redirectUris",
                        "redirectUris",
                        MAX_URIS);
        for (var address : redirectUris) {
            wrongWith(address)
                    .ifPresent(why -> check.that(false, "redirectUris", "redirectUri." + why, shown(address), MAX_URI));
        }
        check.done();
    }

    private static String shown(String address) {
        return address.length() <= MAX_SHOWN ? address : address.substring(0, MAX_SHOWN) + "…";
    }

    /** The same but for the port, where both are the machine that the browser runs on. */
    private static boolean isOnOwnMachine(String own, String shown) {
        var first = OWN_MACHINE.matcher(own);
        var second = OWN_MACHINE.matcher(shown);
        return first.matches()
                && second.matches()
                && first.group(1).equals(second.group(1))
                && first.group(2).equals(second.group(2));
    }

    /**
     * Why an address cannot be used. Good is HTTPS; a scheme of the app's own with a dot in it; or the same machine, for
     * programs that run there (RFC 8252, 7).
     *
     * @return the end of the text's key; empty when it is good
     */
    private static Optional<String> wrongWith(String address) {
        if (address.length() > MAX_URI) {
            return Optional.of("long");
        }
        if (!address.chars().allMatch(character -> character > 32 && character < 127 && ",;".indexOf(character) < 0)) {
            return Optional.of("sign");
        }
        try {
            return wrongWith(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.of("unreadable");
        }
    }

    private static Optional<String> wrongWith(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        var web = scheme.equals("https") || scheme.equals("http");
        if (scheme.isEmpty() || (web && uri.getHost() == null)) {
            return Optional.of("unreadable");
        }
        if (uri.getFragment() != null) {
            return Optional.of("fragment");
        }
        if (web && uri.getUserInfo() != null) {
            return Optional.of("user");
        }
        var safe = scheme.equals("https")
                || (web && LOOPBACK.contains(uri.getHost()))
                || OWN_SCHEME.matcher(scheme).matches();
        return safe ? Optional.empty() : Optional.of(scheme.equals("http") ? "http" : "scheme");
    }

    private static Optional<UUID> id(String client) {
        try {
            return Optional.of(UUID.fromString(client));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 7636, 4.2. */
    private static String challenge(String verifier) {
        var hash = Tokens.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
