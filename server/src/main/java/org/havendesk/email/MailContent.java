package org.havendesk.email;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.havendesk.email.mime.Attachment;
import org.havendesk.email.mime.MailHtml;
import org.havendesk.files.Files;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.tickets.Attached;
import org.jsoup.parser.Parser;
import org.springframework.stereotype.Component;

/** What of a mail is stored with the ticket: safe HTML, its quote folded away, plain words, files. */
@Component
class MailContent {
    /** More files than this stay inside the whole mail, which is attached as one. */
    static final int MAX_FILES = 200;

    private static final String MAIL = "message/rfc822";
    private static final Pattern CONTENT_ID = Pattern.compile("data-cid=\"([^\"]*)\"");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@._$-]{1,200}");

    private final Files files;

    MailContent(Files files) {
        this.files = files;
    }

    /**
     * @param html sanitised
     * @param quoted sanitised; what the mail repeats of earlier ones
     * @param text what the person wrote this time
     */
    record Parts(String html, Optional<String> quoted, String text, boolean remoteImages) {}

    Parts of(ReadMail read) {
        var body = read.mail().body();
        var text = ReadMail.clean(body.replyText());
        var sent = body.visibleHtml().or(body::html);
        if (sent.isEmpty()) {
            return new Parts(
                    MailHtml.fromText(text),
                    body.quotedText().map(ReadMail::clean).map(MailHtml::fromText),
                    text,
                    false);
        }
        var visible = MailHtml.sanitise(sent.get());
        var quoted = body.quotedHtml().map(MailHtml::sanitise);
        var remote = visible.hasRemoteImages()
                || quoted.filter(one -> one.hasRemoteImages()).isPresent();
        return new Parts(referring(visible.html()), quoted.map(one -> referring(one.html())), text, remote);
    }

    /** Names pictures in the HTML as their files are named: the sanitiser writes some letters as entities. */
    private static String referring(String safe) {
        var html = ReadMail.clean(safe);
        return html.contains("data-cid=")
                ? CONTENT_ID
                        .matcher(html)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                "data-cid=\"" + reference(Parser.unescapeEntities(found.group(1), true)) + "\""))
                : html;
    }

    /** A Content-ID as it stands in HTML and beside its file alike; one with odd letters by its hash. */
    private static String reference(String contentId) {
        return PLAIN.matcher(contentId).matches() ? contentId : HexFormat.of().formatHex(Tokens.hash(contentId), 0, 16);
    }

    /** Stores the files of a mail. */
    List<Attached> files(TenantId tenant, ReadMail read) {
        var attachments = read.mail().attachments();
        var attached = new ArrayList<Attached>(Math.min(attachments.size(), MAX_FILES));
        if (attachments.size() <= MAX_FILES) {
            attachments.forEach(one -> attached.add(file(tenant, one)));
            return attached;
        }
        attachments.subList(0, MAX_FILES - 1).forEach(one -> attached.add(file(tenant, one)));
        attached.add(whole(tenant, read));
        return attached;
    }

    private Attached file(TenantId tenant, Attachment one) {
        var name = ReadMail.clean(one.name());
        var bytes = one.content().bytes();
        var file = files.keep(tenant, bytes, name, one.detectedType());
        return new Attached(
                file,
                name,
                one.detectedType(),
                bytes.length,
                one.contentId().map(MailContent::reference).orElse(null),
                one.inline());
    }

    private Attached whole(TenantId tenant, ReadMail read) {
        var raw = read.arrived().raw();
        return new Attached(files.keep(tenant, raw, "mail.eml", MAIL), "mail.eml", MAIL, raw.length, null, false);
    }
}
