package org.havendesk.email;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SmtpSettings.class, InboundSettings.class})
class InboundConfiguration {}
