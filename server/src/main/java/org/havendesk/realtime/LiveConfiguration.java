package org.havendesk.realtime;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Opens {@code /rest/live}. Spring checks that the Origin is the host itself (class 28: no other site may connect). */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveConfiguration {
    @Bean
    WebSocketConfigurer live(LiveConnections connections, LiveHandshake handshake) {
        return (WebSocketHandlerRegistry registry) ->
                registry.addHandler(connections, "/rest/live").addInterceptors(handshake);
    }
}
