package org.havendesk.email.auth;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DnsSettings.class, SenderSettings.class})
class AuthConfiguration {}
