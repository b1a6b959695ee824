package org.havendesk.realtime;

import java.util.Map;
import java.util.Objects;
import org.havendesk.platform.Agent;
import org.havendesk.platform.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Lets in who is signed in at a browser, and remembers who it is. A key opens no socket: nothing would tell one that is open
 * that its key has ended.
 */
@Component
class LiveHandshake implements HandshakeInterceptor {
    private static final String AGENT = "agent";

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (request instanceof ServletServerHttpRequest servlet) {
            var signedIn = SignedIn.of(servlet.getServletRequest());
            if (signedIn.filter(asker -> asker.session().isPresent()).isPresent()) {
                attributes.put(AGENT, signedIn.get().agent());
                return true;
            }
        }
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        return false;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    static Agent agentOf(Map<String, Object> attributes) {
        return (Agent) Objects.requireNonNull(attributes.get(AGENT));
    }
}
