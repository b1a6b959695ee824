package org.havendesk.agents;

import org.havendesk.platform.web.OpenDoor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgentSettings.class)
class AgentConfiguration {
    @Bean
    OpenDoor signingIn() {
        return new OpenDoor(HttpMethod.POST, "/rest/session");
    }

    @Bean
    OpenDoor signingInForAKey() {
        return new OpenDoor(HttpMethod.POST, "/rest/apikey-sign-ins", true);
    }

    @Bean
    OpenDoor changingACode() {
        return new OpenDoor(HttpMethod.POST, "/oauth/token", true);
    }

    @Bean
    OpenDoor givingATokenBack() {
        return new OpenDoor(HttpMethod.POST, "/oauth/revoke", true);
    }

    @Bean
    OpenDoor askingForAPassword() {
        return new OpenDoor(HttpMethod.POST, "/rest/password-resets");
    }

    @Bean
    OpenDoor settingAPassword() {
        return new OpenDoor(HttpMethod.PUT, "/rest/passwords");
    }
}
