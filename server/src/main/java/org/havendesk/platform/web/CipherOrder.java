package org.havendesk.platform.web;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With a certificate of our own it is we who choose the cipher, the strongest first; a new certificate changes nothing. */
final class CipherOrder implements TomcatConnectorCustomizer {
    private final SslBundles bundles;

    private CipherOrder(SslBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    public void customize(Connector connector) {
        ours(connector);
        if (bundles.getBundleNames().contains(Transport.BUNDLE)) {
            bundles.addBundleUpdateHandler(Transport.BUNDLE, renewed -> ours(connector));
        }
    }

    private static void ours(Connector connector) {
        for (var host : connector.findSslHostConfigs()) {
            host.setHonorCipherOrder(true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Set {
        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> cipherOrder(SslBundles bundles) {
            return factory -> factory.addConnectorCustomizers(new CipherOrder(bundles));
        }
    }
}
