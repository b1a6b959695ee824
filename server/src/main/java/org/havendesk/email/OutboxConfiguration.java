package org.havendesk.email;

import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxConfiguration {
    @Bean
    SmtpClient smtpClient(MailHosts hosts) {
        return new SmtpClient(hosts, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }
}
