package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Networks;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From where agents may come to the panel of an account. */
@Service
public class PanelAccess {
    private static final int MAX_LENGTH = 20_000;
    private static final Duration KEPT = Duration.ofSeconds(5);

    private record Read(long change, Networks networks) {}

    private final SecurityRulesRows rows;
    private final AgentRows agents;
    private final Passes passes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Cache<TenantId, Read> read =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    PanelAccess(
            SecurityRulesRows rows,
            AgentRows agents,
            Passes passes,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.agents = agents;
        this.passes = passes;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether the panel is open to this address. Asked for each request, and remembered for seconds. */
    boolean isOpenTo(TenantId tenant, String address) {
        var change = passes.change(tenant);
        var known = read.getIfPresent(tenant);
        if (known == null || known.change() != change) {
            known = new Read(change, Networks.parse(text(tenant)));
            read.put(tenant, known);
        }
        return known.networks().isEmpty() || known.networks().has(address);
    }

    /** @throws Forbidden when this agent may not manage security */
    String networks(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        return text(agent.tenant());
    }

    /**
     * From now on the panel is open to these networks only, for open windows as well; the empty text opens it to all.
     *
     * @param from where this agent is right now
     * @throws Forbidden when this agent may not manage security
     * @throws Invalid when an entry is none, or the agent would shut themselves out
     */
    void allow(Agent agent, String text, String from) {
        agent.require(Permission.MANAGE_SECURITY);
        var networks = parsed(text);
        if (!networks.isEmpty() && !networks.has(from)) {
            throw Invalid.field("networks", "networkWithoutYou", from);
        }
        write(Actor.of(agent), agent.tenant(), networks);
    }

    /** Opens the panel to all again: the operator's way back for those who shut themselves out. */
    public void open(Actor actor, TenantId tenant) {
        write(actor, tenant, Networks.NONE);
    }

    /** The list of an account, one entry a line; empty: open to all. */
    public String text(TenantId tenant) {
        return transaction.execute(state -> rows.panelNetworks(tenant));
    }

    private void write(Actor actor, TenantId tenant, Networks networks) {
        transaction.executeWithoutResult(state -> {
            rows.writePanelNetworks(tenant, networks.text());
            passes.forget(tenant);
            events.publishEvent(new Happened(
                    tenant,
                    actor,
                    "security.networks",
                    "account",
                    tenant.value(),
                    networks.isEmpty() ? "open" : "limited"));
            agents.ids(tenant).forEach(agent -> events.publishEvent(new AccessChanged(tenant, agent)));
        });
    }

    private static Networks parsed(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Invalid.field("networks", "tooLong", MAX_LENGTH);
        }
        try {
            return Networks.parse(text);
        } catch (Networks.Unreadable e) {
            throw Invalid.field("networks", "network", e.entry());
        }
    }
}
