package org.havendesk.realtime;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.tickets.TicketId;
import org.havendesk.tickets.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open windows of agents on this node: whose they are, which ticket each looks at. A window that reads too slowly is
 * closed; it comes back by itself and reads anew.
 */
@Component
class LiveConnections extends TextWebSocketHandler {
    private static final int SEND_WITHIN_MS = 5_000;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MAX_MESSAGE = 1_000;
    private static final int MAX_WINDOWS = 50;

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Tickets tickets;

    LiveConnections(Tickets tickets) {
        this.tickets = tickets;
    }

    /** What somebody does with a ticket in a window. */
    record Presence(TicketId ticket, String state) {}

    /** One window of one agent. */
    static final class Window {
        private final WebSocketSession session;
        private final Agent agent;
        private volatile Optional<Presence> presence = Optional.empty();

        private Window(WebSocketSession session, Agent agent) {
            this.session = session;
            this.agent = agent;
        }
    }

    /** Somebody who has a ticket open. */
    record Present(String id, String name, String state) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        var agent = LiveHandshake.agentOf(session.getAttributes());
        session.setTextMessageSizeLimit(MAX_MESSAGE);
        var window = new Window(new ConcurrentWebSocketSessionDecorator(session, SEND_WITHIN_MS, BUFFER_BYTES), agent);
        if (windows.values().stream().filter(of(agent.tenant(), agent.id())).count() >= MAX_WINDOWS) {
            session.close(CloseStatus.POLICY_VIOLATION);
            return;
        }
        windows.put(session.getId(), window);
        send(window, Map.of("type", "hello", "version", 1));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var window = windows.get(session.getId());
        if (window == null) {
            return;
        }
        try {
            hear(window, json.readTree(message.getPayload()));
        } catch (JacksonException | NotFound e) {
            close(window, CloseStatus.BAD_DATA);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var window = windows.remove(session.getId());
        if (window != null) {
            window.presence.ifPresent(presence -> tellPresence(window.agent.tenant(), presence.ticket()));
        }
    }

    /** Tells every window of an account whose agent is meant. */
    void tell(TenantId tenant, Predicate<Agent> whom, Object what) {
        windows.values().stream()
                .filter(window -> window.agent.tenant().equals(tenant) && whom.test(window.agent))
                .forEach(window -> send(window, what));
    }

    /** Ends an agent's windows: they come back with what the agent may see now, or not at all. */
    void drop(TenantId tenant, AgentId agent) {
        windows.values().stream()
                .filter(of(tenant, agent))
                .toList()
                .forEach(window -> close(window, CloseStatus.POLICY_VIOLATION));
    }

    /** Ends all windows: they come back and read anew what they may have missed. */
    void dropAll() {
        windows.values().forEach(window -> close(window, CloseStatus.SERVICE_RESTARTED));
    }

    /** Who has a ticket open, once each; somebody who writes counts as writing. */
    List<Present> present(TenantId tenant, TicketId ticket) {
        return windows.values().stream()
                .filter(window -> window.agent.tenant().equals(tenant))
                .filter(window -> window.presence
                        .filter(one -> one.ticket().equals(ticket))
                        .isPresent())
                .map(window -> new Present(
                        window.agent.id().toString(),
                        window.agent.name(),
                        window.presence.map(Presence::state).orElse("viewing")))
                .sorted(Comparator.comparing(Present::name)
                        .thenComparing(Present::id)
                        .thenComparing(Present::state))
                .collect(java.util.stream.Collectors.toMap(
                        Present::id, one -> one, (one, other) -> one, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    Set<TenantId> accounts() {
        return windows.values().stream()
                .map(window -> window.agent.tenant())
                .collect(java.util.stream.Collectors.toSet());
    }

    private void hear(Window window, JsonNode message) {
        var type = message.path("type").asString("");
        var before = window.presence;
        switch (type) {
            case "viewing", "replying" -> window.presence = Optional.of(new Presence(visible(window, message), type));
            case "left" -> window.presence = Optional.empty();
            case "pong" -> {
                return;
            }
            default -> throw new NotFound("message");
        }
        var now = window.presence;
        if (!before.equals(now)) {
            before.ifPresent(one -> tellPresence(window.agent.tenant(), one.ticket()));
            now.filter(one -> before.filter(other -> other.ticket().equals(one.ticket()))
                            .isEmpty())
                    .ifPresent(one -> tellPresence(window.agent.tenant(), one.ticket()));
        }
    }

    /** Class 1: nobody learns who reads a ticket that they may not read themselves. */
    private TicketId visible(Window window, JsonNode message) {
        var id = TicketId.of(message.path("ticket").asString(""));
        return Tenants.as(
                window.agent.tenant(), () -> tickets.visibleTo(window.agent, id).id());
    }

    private void tellPresence(TenantId tenant, TicketId ticket) {
        var what = Map.of("type", "presence", "ticket", ticket.toString(), "agents", present(tenant, ticket));
        windows.values().stream()
                .filter(window -> window.agent.tenant().equals(tenant))
                .filter(window -> window.presence
                        .filter(one -> one.ticket().equals(ticket))
                        .isPresent())
                .forEach(window -> send(window, what));
    }

    private void send(Window window, Object what) {
        try {
            window.session.sendMessage(new TextMessage(json.writeValueAsString(what)));
        } catch (IOException
                | IllegalStateException
                | org.springframework.web.socket.handler.SessionLimitExceededException e) {
            close(window, CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private static void close(Window window, CloseStatus status) {
        try {
            window.session.close(status);
        } catch (IOException e) {
            // it is gone already, which is what was wanted
        }
    }

    private static Predicate<Window> of(TenantId tenant, AgentId agent) {
        return window ->
                window.agent.tenant().equals(tenant) && window.agent.id().equals(agent);
    }
}
