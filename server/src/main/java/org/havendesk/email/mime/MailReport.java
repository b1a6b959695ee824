package org.havendesk.email.mime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a mail is understood as, in JSON for the command line. The keys are fixed; what is missing is null. */
public final class MailReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MailReport() {}

    /** One JSON object on one line. */
    public static String json(Parsed parsed) {
        return JSON.writeValueAsString(
                switch (parsed) {
                    case Parsed.Understood(var mail) -> fields(mail);
                    case Parsed.Unreadable(var reason) -> unreadable(reason);
                });
    }

    private static Map<String, Object> fields(Mail mail) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("from", mail.from().map(MailReport::address).orElse(null));
        fields.put("to", mail.to().stream().map(MailReport::address).toList());
        fields.put("cc", mail.cc().stream().map(MailReport::address).toList());
        fields.put("subject", mail.subject());
        fields.put("messageId", mail.messageId().orElse(null));
        fields.put("inReplyTo", mail.inReplyTo().orElse(null));
        fields.put("references", mail.references());
        fields.put("date", mail.date().map(Object::toString).orElse(null));
        fields.put("text", mail.text());
        fields.put("html", mail.html().orElse(null));
        fields.put("replyText", mail.replyText());
        fields.put(
                "attachments",
                mail.attachments().stream().map(MailReport::attachment).toList());
        kind(mail.kind(), fields);

        return fields;
    }

    private static Map<String, Object> unreadable(Parsed.Reason reason) {
        var fields = new LinkedHashMap<String, Object>();
        for (var key : "from,to,cc,subject,messageId,inReplyTo,references,date,text,html,replyText,attachments"
                .split(",", -1)) {
            fields.put(key, List.of("to", "cc", "references", "attachments").contains(key) ? List.of() : null);
        }
        fields.put("kind", "unreadable");
        fields.put("reason", reason.name());

        return fields;
    }

    private static Map<String, Object> address(Address address) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", address.name().orElse(null));
        fields.put("email", address.email());

        return fields;
    }

    private static Map<String, Object> attachment(Attachment attachment) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", attachment.name());
        fields.put("type", attachment.detectedType());
        fields.put("size", attachment.size());
        fields.put("contentId", attachment.contentId().orElse(null));

        return fields;
    }

    private static void kind(Kind kind, Map<String, Object> fields) {
        switch (kind) {
            case Kind.Message message -> fields.put("kind", "message");
            case Kind.AutoReply reply -> fields.put("kind", "auto-reply");
            case Kind.Loop loop -> fields.put("kind", "loop");
            case Kind.Bounce bounce -> {
                fields.put("kind", "bounce");
                fields.put("recipient", bounce.recipient().map(Address::email).orElse(null));
                fields.put("status", bounce.status());
            }
        }
    }
}
