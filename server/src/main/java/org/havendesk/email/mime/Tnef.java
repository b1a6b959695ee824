package org.havendesk.email.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/** Opens winmail.dat, the envelope that Outlook puts around a mail for its own kind (MS-OXTNEF). */
final class Tnef {
    private static final int LARGEST = 64 << 20;
    private static final int MOST_FILES = 200;

    private Tnef() {}

    /** What lay in it. At most one of {@code text} and {@code html} is needed; HTML is the better one. */
    record Opened(Optional<String> text, Optional<String> html, List<OpenedFile> files) {}

    record OpenedFile(String name, String type, Optional<String> contentId, Content content) {}

    /** Empty when it is damaged or no TNEF. */
    static Optional<Opened> read(Content content) {
        if (content.size() > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(opened(new HMEFMessage(content.open())));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static Opened opened(HMEFMessage message) {
        var files = new ArrayList<OpenedFile>();
        for (var attachment : message.getAttachments()) {
            if (files.size() < MOST_FILES) {
                files.add(file(attachment));
            }
        }
        var rtf = rtf(message);
        var html = html(message).or(() -> rtf.flatMap(Rtf::html));
        var text = plain(message).or(() -> rtf.map(Rtf::text));

        return new Opened(text.filter(found -> !found.isBlank()), html.filter(found -> !found.isBlank()), files);
    }

    private static Optional<String> rtf(HMEFMessage message) {
        return message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED) instanceof MAPIRtfAttribute rtf
                ? Optional.of(rtf.getDataString())
                : Optional.empty();
    }

    private static Optional<String> plain(HMEFMessage message) {
        return message.getMessageMAPIAttribute(MAPIProperty.BODY) instanceof MAPIStringAttribute body
                ? Optional.of(body.getDataString())
                : Optional.empty();
    }

    private static Optional<String> html(HMEFMessage message) {
        return Optional.ofNullable(message.getMessageMAPIAttribute(MAPIProperty.BODY_HTML))
                .map(MAPIAttribute::getData)
                .map(data -> Charsets.decode(data, 0, data.length, "", EnumSet.noneOf(Warning.class)));
    }

    private static OpenedFile file(org.apache.poi.hmef.Attachment attachment) {
        var name = string(attachment, MAPIProperty.ATTACH_LONG_FILENAME)
                .or(() -> Optional.ofNullable(attachment.getFilename()))
                .orElse("");
        var type = string(attachment, MAPIProperty.ATTACH_MIME_TAG).orElse("application/octet-stream");
        var id = string(attachment, MAPIProperty.ATTACH_CONTENT_ID).filter(found -> !found.isBlank());

        return new OpenedFile(name, type, id, Content.of(bytes(attachment)));
    }

    /** POI throws when there is no content, as in an attached message, which is an object of Outlook's own. */
    private static byte[] bytes(org.apache.poi.hmef.Attachment attachment) {
        try {
            return attachment.getContents();
        } catch (IllegalArgumentException without) {
            return new byte[0];
        }
    }

    private static Optional<String> string(org.apache.poi.hmef.Attachment attachment, MAPIProperty property) {
        return attachment.getMAPIAttribute(property) instanceof MAPIStringAttribute string
                ? Optional.of(string.getDataString().replace("\0", ""))
                : Optional.empty();
    }
}
