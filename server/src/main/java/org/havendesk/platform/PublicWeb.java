package org.havendesk.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks servers that an account or a stranger names (class 13). However an address is written, and wherever it leads on to:
 * a connection is made only to an address that {@link Reach} allows, and to the very one that was looked at. An answer that
 * is longer or takes longer than allowed is none. No cookie, no proxy, no credentials of ours, no second try.
 */
public final class PublicWeb implements AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final Reach reach;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("public-web").factory());

    /** @param name how it calls itself to servers */
    public PublicWeb(String name, Reach reach) {
        this(name, reach, SystemDefaultDnsResolver.INSTANCE);
    }

    PublicWeb(String name, Reach reach, DnsResolver names) {
        this.reach = reach;
        this.client = client(name, reach, new Checked(names, reach.addresses()));
    }

    /**
     * How far it goes.
     *
     * @param addresses that it connects to
     * @param schemes in lower case
     * @param ports that it connects to; -1 stands for the scheme's own
     * @param redirects that it follows; with 0, a redirect is an answer like another
     * @param bytes that an answer may have at most, unpacked
     * @param patience for everything together, redirects and the slowest server included
     */
    public record Reach(
            Predicate<InetAddress> addresses,
            Set<String> schemes,
            IntPredicate ports,
            int redirects,
            int bytes,
            Duration patience) {}

    /** @param type as the server says it; may be a lie */
    public record Answer(int status, Optional<String> type, byte[] bytes) {}

    /** Whether this is an address that would be asked; whether its host is in reach shows only then. */
    public boolean mayAsk(URI address) {
        var scheme = Optional.ofNullable(address.getScheme()).orElse("");
        return reach.schemes().contains(scheme.toLowerCase(java.util.Locale.ROOT))
                && address.getHost() != null
                && address.getUserInfo() == null
                && reach.ports().test(address.getPort());
    }

    /** @throws IOException when it may not be asked, or gives no answer within the limits */
    public Answer get(URI address, Map<String, List<String>> headers) throws IOException {
        return follow("GET", address, headers, Optional.empty());
    }

    /**
     * @param form the body, as {@code application/x-www-form-urlencoded}; a redirect never takes it along
     * @throws IOException when it may not be asked, or gives no answer within the limits
     */
    public Answer send(String method, URI address, Map<String, List<String>> headers, Optional<String> form)
            throws IOException {
        return follow(method, address, headers, form);
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }

    private Answer follow(String method, URI address, Map<String, List<String>> headers, Optional<String> form)
            throws IOException {
        var until = System.nanoTime() + reach.patience().toNanos();
        var allowed = form.isPresent() || !method.equals("GET") ? 0 : reach.redirects();
        var next = address;
        for (int hop = 0; hop <= allowed; hop++) {
            var said = ask(request(method, next, headers, form), until - System.nanoTime());
            if (reach.redirects() == 0 || said.location().isEmpty()) {
                return said.answer();
            }
            next = onward(next, said.location().get());
        }
        throw new IOException("It leads on too often");
    }

    private HttpUriRequestBase request(
            String method, URI address, Map<String, List<String>> headers, Optional<String> form) throws IOException {
        if (!mayAsk(address)) {
            throw new IOException("Not an address that we ask");
        }
        var request = new HttpUriRequestBase(method, address);
        headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        form.ifPresent(text -> request.setEntity(new StringEntity(text, ContentType.APPLICATION_FORM_URLENCODED)));
        return request;
    }

    /** An answer, and where it sends us on to. */
    private record Said(Answer answer, Optional<String> location) {}

    private Said ask(HttpUriRequestBase request, long nanos) throws IOException {
        var end = timer.schedule(request::cancel, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, this::said);
        } finally {
            end.cancel(false);
        }
    }

    private Said said(ClassicHttpResponse response) throws IOException {
        var location = Optional.ofNullable(response.getFirstHeader("Location"))
                .map(Header::getValue)
                .filter(to -> REDIRECTS.contains(response.getCode()));
        var type = Optional.ofNullable(response.getFirstHeader("Content-Type")).map(Header::getValue);
        return new Said(new Answer(response.getCode(), type, body(response)), location);
    }

    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try (var content = entity.getContent()) {
            var bytes = content.readNBytes(reach.bytes() + 1);
            if (bytes.length > reach.bytes()) {
                throw new IOException("The answer is too long");
            }
            return bytes;
        }
    }

    private static URI onward(URI from, String location) throws IOException {
        try {
            return from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IOException("It leads on to no address");
        }
    }

    private static CloseableHttpClient client(String name, Reach reach, DnsResolver names) {
        var answering = Timeout.of(reach.patience());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(20)
                .setMaxConnPerRoute(4)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECTING))
                        .setSocketTimeout(answering)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent(name)
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answering)
                        .setConnectionRequestTimeout(Timeout.of(CONNECTING))
                        .build())
                .build();
    }

    /** Connections are made to the very addresses that were checked, so that a name cannot change its mind in between. */
    private record Checked(DnsResolver names, Predicate<InetAddress> allowed) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = names.resolve(host);
            if (!Arrays.stream(addresses).allMatch(allowed)) {
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
