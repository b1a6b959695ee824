package org.havendesk.email.mime;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What may stay of HTML. Everything that is not named here goes. */
final class HtmlPolicies {
    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };
    /** Elements whose text is code, or data, or was never meant to be read. */
    private static final String[] TEXTLESS = {
        "script", "style", "title", "textarea", "select", "option", "noscript", "noframes", "noembed", "iframe", "xmp",
        "template", "svg", "math", "object", "applet", "audio", "video", "canvas", "head", "frameset", "button"
    };
    /** No position, no z-index, nothing that moves a thing over another one. */
    private static final List<String> STYLES = List.of(
            "background-color",
            "background",
            "border",
            "border-bottom",
            "border-bottom-color",
            "border-bottom-style",
            "border-bottom-width",
            "border-collapse",
            "border-color",
            "border-left",
            "border-left-color",
            "border-left-style",
            "border-left-width",
            "border-radius",
            "border-right",
            "border-right-color",
            "border-right-style",
            "border-right-width",
            "border-spacing",
            "border-style",
            "border-top",
            "border-top-color",
            "border-top-style",
            "border-top-width",
            "border-width",
            "caption-side",
            "clear",
            "color",
            "direction",
            "display",
            "empty-cells",
            "float",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-variant",
            "font-weight",
            "height",
            "letter-spacing",
            "line-height",
            "list-style-position",
            "list-style-type",
            "margin",
            "margin-bottom",
            "margin-left",
            "margin-right",
            "margin-top",
            "max-height",
            "max-width",
            "min-height",
            "min-width",
            "overflow",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "table-layout",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "unicode-bidi",
            "vertical-align",
            "visibility",
            "white-space",
            "width",
            "word-spacing",
            "word-wrap",
            "word-break");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,4})?(px|%|pt|em)?");
    private static final Pattern COLOUR = Pattern.compile("#?[0-9a-zA-Z]{1,30}");
    private static final Pattern WORD = Pattern.compile("[0-9a-zA-Z-]{1,40}");
    private static final Pattern FACE = Pattern.compile("[^<>\"'&;:(){}\\\\]{1,200}");
    private static final Set<String> RASTER_IMAGES = Set.of(
            "data:image/png;base64,",
            "data:image/gif;base64,",
            "data:image/jpeg;base64,",
            "data:image/jpg;base64,",
            "data:image/webp;base64,");

    /** For what strangers send. */
    static final PolicyFactory MAIL = base().allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
            .allowElements(HtmlPolicies::imageOfMail, "img")
            .allowAttributes("src", "data-remote-src", "data-cid")
            .onElements("img")
            .toFactory();

    /** For what agents write. */
    static final PolicyFactory REPLY = base().allowUrlProtocols("http", "https", "mailto", "tel", "cid")
            .allowElements(HtmlPolicies::imageOfReply, "img")
            .allowAttributes("src")
            .onElements("img")
            .toFactory();

    private HtmlPolicies() {}

    private static HtmlPolicyBuilder base() {
        return new HtmlPolicyBuilder()
                .allowElements(ELEMENTS)
                .allowElements(HtmlPolicies::link, "a")
                .allowWithoutAttributes("font", "a", "span", "img")
                .disallowTextIn(TEXTLESS)
                .allowStyling(CssSchema.withProperties(STYLES))
                .allowAttributes("dir")
                .matching(true, "ltr", "rtl", "auto")
                .globally()
                .allowAttributes("lang", "align", "valign")
                .matching(WORD)
                .globally()
                .allowAttributes("title")
                .globally()
                .allowAttributes("href")
                .matching(matching(HtmlPolicies::isLink))
                .onElements("a")
                .allowAttributes("alt")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(LENGTH)
                .onElements("img", "table", "td", "th", "tr", "col", "colgroup", "hr")
                .allowAttributes(
                        "border", "hspace", "vspace", "cellpadding", "cellspacing", "colspan", "rowspan", "span")
                .matching(LENGTH)
                .onElements("img", "table", "td", "th", "col", "colgroup")
                .allowAttributes("bgcolor", "color", "bordercolor")
                .matching(COLOUR)
                .onElements("table", "tbody", "thead", "tfoot", "tr", "td", "th", "font", "hr", "div")
                .allowAttributes("face")
                .matching(FACE)
                .onElements("font")
                .allowAttributes("size", "start", "value", "type", "scope", "nowrap", "noshade")
                .matching(WORD)
                .onElements("font", "hr", "ol", "ul", "li", "td", "th", "blockquote")
                .allowAttributes("datetime")
                .matching(Pattern.compile("[0-9TZ:.+ -]{1,40}"))
                .onElements("time");
    }

    private static AttributePolicy matching(Predicate<String> good) {
        return (element, attribute, value) -> good.test(value) ? value : null;
    }

    private static boolean isLink(String address) {
        var lower = address.strip().toLowerCase(Locale.ROOT);

        return lower.startsWith("http://")
                || lower.startsWith("https://")
                || lower.startsWith("mailto:")
                || lower.startsWith("tel:");
    }

    /** A link opens elsewhere, and the page that it opens knows nothing of ours. */
    private static String link(String element, List<String> attributes) {
        if (indexOf("href", attributes) >= 0) {
            attributes.add("target");
            attributes.add("_blank");
            attributes.add("rel");
            attributes.add("noopener noreferrer nofollow");
        }

        return element;
    }

    private static int indexOf(String name, List<String> attributes) {
        for (var i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return i;
            }
        }

        return -1;
    }

    private static String take(String name, List<String> attributes) {
        var at = indexOf(name, attributes);
        if (at < 0) {
            return "";
        }
        attributes.remove(at);

        return attributes.remove(at).strip();
    }

    /** No image keeps an address that a browser loads by itself, unless its bytes are in the address. */
    private static @Nullable String imageOfMail(String element, List<String> attributes) {
        var source = take("src", attributes);
        var remote = take("data-remote-src", attributes);
        var id = take("data-cid", attributes);
        var lower = source.substring(0, Math.min(source.length(), 30)).toLowerCase(Locale.ROOT);
        if (RASTER_IMAGES.stream().anyMatch(lower::startsWith)) {
            return isBase64(source) ? with("src", source, element, attributes) : null;
        }
        if (lower.startsWith("cid:")) {
            return with("data-cid", Html.unescaped(source.substring(4)), element, attributes);
        }
        if (!id.isEmpty()) {
            return with("data-cid", id, element, attributes);
        }
        var address = isRemote(lower) ? source : remote;
        if (isRemote(address.toLowerCase(Locale.ROOT))) {
            return with("data-remote-src", address, element, attributes);
        }

        return indexOf("alt", attributes) >= 0 ? element : null;
    }

    private static boolean isRemote(String address) {
        return address.startsWith("http://") || address.startsWith("https://");
    }

    private static boolean isBase64(String source) {
        return source.substring(source.indexOf(',') + 1)
                .chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '='));
    }

    private static String with(String name, String value, String element, List<String> attributes) {
        attributes.add(name);
        attributes.add(value);

        return element;
    }

    private static @Nullable String imageOfReply(String element, List<String> attributes) {
        var source = take("src", attributes);
        var ours =
                source.startsWith("/f/") && !source.contains("..") && !source.contains("\\") && !source.contains("//");
        if (ours || source.toLowerCase(Locale.ROOT).startsWith("cid:")) {
            return with("src", source, element, attributes);
        }

        return null;
    }
}
