package org.havendesk.tickets;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.apache.tika.Tika;
import org.havendesk.platform.Keys;
import org.havendesk.platform.PublicInternet;
import org.havendesk.platform.TenantId;
import org.jsoup.parser.Parser;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Fetches a remote picture of a mail for an agent who asked to see it, so that the sender learns neither who looked nor
 * from where. Only addresses that stand in a mail of the account are fetched, only from the public internet (class 13),
 * and only pictures come back (class 12).
 */
@Component
class RemoteImages implements DisposableBean {
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final int MAX_REDIRECTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern REMOTE = Pattern.compile("data-remote-src=\"([^\"]{1,4000})\"");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAC_BYTES = 18;

    private final Keys keys;
    private final Reach reach;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remote-images").factory());
    private final Tika tika = new Tika();

    @Autowired
    RemoteImages(Keys keys) {
        this(keys, new Reach(PublicInternet::has, Set.of(-1, 80, 443), PATIENCE));
    }

    RemoteImages(Keys keys, Reach reach) {
        this.keys = keys;
        this.reach = reach;
        this.client = client(reach);
    }

    /**
     * How far it goes for a picture.
     *
     * @param ports that it connects to; -1 stands for the scheme's own
     * @param patience for everything together, redirects and the slowest server included
     */
    record Reach(Predicate<InetAddress> addresses, Set<Integer> ports, Duration patience) {}

    /** A picture that was fetched. */
    record Picture(String type, byte[] bytes) {}

    /** The HTML with the remote pictures shown, each by way of us. */
    String shown(TenantId tenant, String html) {
        return REMOTE.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "src=\"" + path(tenant, Parser.unescapeEntities(found.group(1), true)) + "\""));
    }

    /** @return empty when the address was not signed by us, is none that we fetch, or gives no picture */
    Optional<Picture> fetch(TenantId tenant, String address, String signature) {
        var url = new String(decoded(address), StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(mac(tenant, url), decoded(signature))) {
            return Optional.empty();
        }
        return allowed(url).flatMap(this::get);
    }

    private String path(TenantId tenant, String url) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "/rest/remote-image?u=" + encoder.encodeToString(url.getBytes(StandardCharsets.UTF_8)) + "&amp;s="
                + encoder.encodeToString(mac(tenant, url));
    }

    private byte[] mac(TenantId tenant, String url) {
        return Arrays.copyOf(keys.sign(tenant, "remote-image", url.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    }

    /** Goes where it is sent, a few times, to no place where it would not have gone at first (class 13). */
    private Optional<Picture> get(URI url) {
        var until = System.nanoTime() + reach.patience().toNanos();
        var next = Optional.of(url);
        for (int hop = 0; hop <= MAX_REDIRECTS && next.isPresent(); hop++) {
            switch (ask(next.get(), until - System.nanoTime())) {
                case Answer.Shows(var picture) -> {
                    return Optional.of(picture);
                }
                case Answer.Sends(var location) -> next = next.flatMap(from -> onward(from, location));
                case Answer.Nothing() -> next = Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What a server says to a request for a picture. */
    private sealed interface Answer {
        record Shows(Picture picture) implements Answer {}

        record Sends(String location) implements Answer {}

        record Nothing() implements Answer {}
    }

    private Answer ask(URI url, long nanos) {
        var request = new HttpGet(url);
        request.setHeader("Accept", String.join(", ", PICTURES));
        var end = timer.schedule(request::cancel, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, this::answer);
        } catch (IOException e) {
            return new Answer.Nothing();
        } finally {
            end.cancel(false);
        }
    }

    private Answer answer(ClassicHttpResponse response) throws IOException {
        var location = response.getFirstHeader("Location");
        if (REDIRECTS.contains(response.getCode()) && location != null) {
            return new Answer.Sends(location.getValue());
        }
        var entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            return new Answer.Nothing();
        }
        try (InputStream content = entity.getContent()) {
            var bytes = content.readNBytes(MAX_BYTES + 1);
            var type = tika.detect(bytes);
            return bytes.length <= MAX_BYTES && PICTURES.contains(type)
                    ? new Answer.Shows(new Picture(type, bytes))
                    : new Answer.Nothing();
        }
    }

    private Optional<URI> onward(URI from, String location) {
        try {
            return allowed(from.resolve(new URI(location)).toString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<URI> allowed(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme();
            return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                            && reach.ports().contains(uri.getPort())
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static CloseableHttpClient client(Reach reach) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Reachable(reach))
                .setMaxConnTotal(20)
                .setMaxConnPerRoute(4)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(5))
                        .setSocketTimeout(Timeout.ofSeconds(10))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Mozilla/5.0")
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(10))
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
    private record Reachable(Reach reach) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            if (!Arrays.stream(addresses).allMatch(reach.addresses())) {
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
