package org.havendesk.platform.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
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
                .components(RateHeaders.describe(new Components(), refused("Refused: too many requests"))
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
                                        .description("A signed-in browser; unsafe methods need X-XSRF-TOKEN"))
                        .addSchemas("Problem", problem())
                        .addResponses("Problem", refused("Refused (RFC 9457), in the caller's language")))
                .addSecurityItem(new SecurityRequirement().addList("apikey"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new ContractTypes.Names()).openapi31(true);
    }

    @Bean
    ContractTypes contractTypes() {
        return new ContractTypes();
    }

    private static ApiResponse refused(String why) {
        return new ApiResponse()
                .description(why)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }

    private static Schema<?> problem() {
        return new JsonSchema()
                .types(Set.of("object"))
                .addProperty("type", text("which problem, as a URN"))
                .addProperty("title", text("what is wrong"))
                .addProperty("status", new JsonSchema().types(Set.of("integer")))
                .addProperty("detail", text("what happened and what to do"))
                .addProperty(
                        "errors",
                        new JsonSchema()
                                .types(Set.of("object"))
                                .additionalProperties(text(null))
                                .description("what is wrong with each field"));
    }

    private static Schema<?> text(@Nullable String description) {
        return new JsonSchema().types(Set.of("string")).description(description);
    }
}
