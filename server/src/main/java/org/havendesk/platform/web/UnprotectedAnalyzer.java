package org.havendesk.platform.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts us what to set. */
class UnprotectedAnalyzer extends AbstractFailureAnalyzer<Transport.Unprotected> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Transport.Unprotected cause) {
        return new FailureAnalysis(
                cause.getMessage() + ", and passwords would cross the network in the clear.",
                "Set havendesk.tls.certificate and havendesk.tls.key to your certificate's files, or name the proxy that "
                        + "speaks HTTPS in front in havendesk.trusted-proxies, or bind to 127.0.0.1.",
                cause);
    }
}
