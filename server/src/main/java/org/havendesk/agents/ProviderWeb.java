package org.havendesk.agents;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.havendesk.platform.PublicInternet;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Speaks with providers. An account names them itself, so nothing in the network that the installation stands in can be
 * reached by it: only HTTPS in the public internet, no redirects, a short answer within seconds (class 13).
 */
@Component
class ProviderWeb implements ResourceRetriever, HTTPRequestSender, DisposableBean {
    private static final int MAX_BYTES = 512 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean allowPrivate;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("providers").factory());

    /** @param allowPrivate whether the operator lets accounts name providers in private networks, without HTTPS even */
    ProviderWeb(@Value("${havendesk.agents.allow-private-providers:false}") boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
        this.client = client(allowPrivate);
    }

    /** Whether this is an address that we would ask; whether its host is in reach shows only then. */
    boolean mayAsk(URI address) {
        var scheme = Optional.ofNullable(address.getScheme()).orElse("");
        return (scheme.equals("https") || (allowPrivate && scheme.equals("http")))
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.getFragment() == null;
    }

    /** @throws IOException when there is no answer of 200 */
    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var answer = exchange(new HttpUriRequestBase("GET", uri(url)));
        if (answer.getStatusCode() != 200) {
            throw new IOException("Answered with " + answer.getStatusCode());
        }
        return new Resource(answer.getContent(), String.valueOf(answer.getEntityContentType()));
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var asked = new HttpUriRequestBase(request.getMethod().name(), uri(request.getURL()));
        request.getHeaderMap().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> asked.addHeader(name, value));
            }
        });
        if (request.getBody() != null) {
            asked.setEntity(new StringEntity(request.getBody(), ContentType.APPLICATION_FORM_URLENCODED));
        }
        return exchange(asked);
    }

    private HTTPResponse exchange(HttpUriRequestBase request) throws IOException {
        request.setHeader("Accept", "application/json");
        var end = timer.schedule(request::cancel, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, ProviderWeb::answer);
        } finally {
            end.cancel(false);
        }
    }

    private static HTTPResponse answer(ClassicHttpResponse response) throws IOException {
        var answer = new HTTPResponse(response.getCode());
        var entity = response.getEntity();
        if (entity != null) {
            try (var content = entity.getContent()) {
                var bytes = content.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException("The answer is too long");
                }
                answer.setBody(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        var type = response.getFirstHeader("Content-Type");
        if (type != null) {
            answer.setHeader("Content-Type", type.getValue());
        }
        return answer;
    }

    private URI uri(URL url) throws IOException {
        try {
            var uri = url.toURI();
            if (!mayAsk(uri)) {
                throw new MalformedURLException("Not an address that we ask");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new MalformedURLException("Not an address");
        }
    }

    private static CloseableHttpClient client(boolean allowPrivate) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Reachable(allowPrivate))
                .setMaxConnTotal(20)
                .setMaxConnPerRoute(4)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(5))
                        .setSocketTimeout(Timeout.ofSeconds(5))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Havendesk")
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(5))
                        .setConnectionRequestTimeout(Timeout.ofSeconds(5))
                        .build())
                .build();
    }

    @Override
    public void destroy() throws IOException {
        timer.shutdownNow();
        client.close();
    }

    /** Connections are made to the very addresses that were checked, so that a name cannot change its mind in between. */
    private record Reachable(boolean all) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            if (!all && !Arrays.stream(addresses).allMatch(PublicInternet::has)) {
                throw new UnknownHostException("out of reach");
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
