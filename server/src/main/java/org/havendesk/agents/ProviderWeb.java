package org.havendesk.agents;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.PublicInternet;
import org.havendesk.platform.PublicWeb;
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
    private static final Map<String, List<String>> JSON = Map.of("Accept", List.of("application/json"));

    private final PublicWeb web;

    /** @param allowPrivate whether the operator lets accounts name providers in private networks, without HTTPS even */
    ProviderWeb(@Value("${havendesk.agents.allow-private-providers:false}") boolean allowPrivate) {
        this.web = new PublicWeb(
                "Havendesk",
                new PublicWeb.Reach(
                        address -> allowPrivate || PublicInternet.has(address),
                        allowPrivate ? Set.of("https", "http") : Set.of("https"),
                        port -> true,
                        0,
                        MAX_BYTES,
                        PATIENCE));
    }

    /** Whether this is an address that we would ask; whether its host is in reach shows only then. */
    boolean mayAsk(URI address) {
        return web.mayAsk(address) && address.getFragment() == null;
    }

    /** @throws IOException when there is no answer of 200 */
    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var answer = web.get(uri(url), JSON);
        if (answer.status() != 200) {
            throw new IOException("Answered with " + answer.status());
        }
        return new Resource(text(answer), answer.type().orElse(""));
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var headers = new LinkedHashMap<>(request.getHeaderMap());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Accept"));
        headers.putAll(JSON);
        var said = web.send(
                request.getMethod().name(), uri(request.getURL()), headers, Optional.ofNullable(request.getBody()));
        var answer = new HTTPResponse(said.status());
        answer.setBody(text(said));
        said.type().ifPresent(type -> answer.setHeader("Content-Type", type));
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

    private static String text(PublicWeb.Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() throws IOException {
        web.close();
    }
}
