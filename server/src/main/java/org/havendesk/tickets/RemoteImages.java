package org.havendesk.tickets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.Tika;
import org.havendesk.platform.Keys;
import org.havendesk.platform.PublicInternet;
import org.havendesk.platform.PublicWeb;
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
    private static final Map<String, List<String>> ACCEPTED =
            Map.of("Accept", List.of("image/png, image/jpeg, image/gif, image/webp"));
    private static final int MAC_BYTES = 18;

    private final Keys keys;
    private final PublicWeb web;
    private final Tika tika = new Tika();

    @Autowired
    RemoteImages(Keys keys) {
        this(keys, PublicInternet::has, Set.of(-1, 80, 443), PATIENCE);
    }

    /**
     * @param ports that it connects to; -1 stands for the scheme's own
     * @param patience for everything together, redirects and the slowest server included
     */
    RemoteImages(Keys keys, Predicate<InetAddress> addresses, Set<Integer> ports, Duration patience) {
        this.keys = keys;
        this.web = new PublicWeb(
                "Mozilla/5.0",
                new PublicWeb.Reach(
                        addresses, Set.of("https", "http"), ports::contains, MAX_REDIRECTS, MAX_BYTES, patience));
    }

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
        try {
            return picture(web.get(new URI(url), ACCEPTED));
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }

    private String path(TenantId tenant, String url) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "/rest/remote-image?u=" + encoder.encodeToString(url.getBytes(StandardCharsets.UTF_8)) + "&amp;s="
                + encoder.encodeToString(mac(tenant, url));
    }

    private byte[] mac(TenantId tenant, String url) {
        return Arrays.copyOf(keys.sign(tenant, "remote-image", url.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    }

    private Optional<Picture> picture(PublicWeb.Answer answer) {
        var type = tika.detect(answer.bytes());
        return answer.status() == 200 && PICTURES.contains(type)
                ? Optional.of(new Picture(type, answer.bytes()))
                : Optional.empty();
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public void destroy() throws IOException {
        web.close();
    }
}
