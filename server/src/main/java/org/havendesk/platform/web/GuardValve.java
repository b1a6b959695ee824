package org.havendesk.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guards on what the container answers by itself, before any filter of ours sees the request. */
class GuardValve extends ValveBase {
    GuardValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Guards.page(request, response);
        getNext().invoke(request, response);
    }

    @Configuration(proxyBeanMethods = false)
    static class Set {
        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> guards() {
            return factory -> factory.addEngineValves(new GuardValve());
        }
    }
}
