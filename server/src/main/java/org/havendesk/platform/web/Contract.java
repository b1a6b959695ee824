package org.havendesk.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the contract of our REST API says about itself; the routes are read from the controllers. */
@Configuration(proxyBeanMethods = false)
class Contract {
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Havendesk")
                        .version("1")
                        .description(
                                "The same doors that the console uses. The account is chosen by the host. Errors are"
                                        + " problem+json (RFC 9457) in the caller's language; lists are paged by cursor; a POST with an"
                                        + " Idempotency-Key may be repeated.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("The account's host")))
                .components(new Components()
                        .addSecuritySchemes(
                                "apikey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("apikey")
                                        .description("A key of an agent; acts with the agent's rights"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("hd_session")
                                        .description("A signed-in browser; unsafe methods need X-XSRF-TOKEN")))
                .addSecurityItem(new SecurityRequirement().addList("apikey"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }
}
