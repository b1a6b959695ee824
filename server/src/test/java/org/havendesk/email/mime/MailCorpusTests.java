package org.havendesk.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every sample against what stands beside it in {@code .expected.json}. A key that is missing there is not looked at,
 * except warnings and attachments: what is not expected must not be there.
 */
class MailCorpusTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_mail_is_understood_as_a_person_would_read_it(String sample) {
        var expected = (ObjectNode) JSON.readTree(Samples.expected(sample));
        var parsed = MailParser.parse(Samples.raw(sample));
        if (expected.has("unreadable")) {
            assertThat(parsed)
                    .isEqualTo(new Parsed.Unreadable(
                            Parsed.Reason.valueOf(expected.get("unreadable").asString())));
            return;
        }
        assertThat(parsed).isInstanceOf(Parsed.Understood.class);
        var mail = ((Parsed.Understood) parsed).mail();
        for (var always : List.of("warnings", "attachments")) {
            if (!expected.has(always)) {
                expected.putArray(always);
            }
        }

        var actual = new LinkedHashMap<String, Object>();
        expected.propertyStream()
                .forEach(entry -> actual.put(entry.getKey(), actual(mail, entry.getKey(), entry.getValue())));

        assertThat(JSON.valueToTree(actual).toPrettyString())
                .isEqualTo(normalised(expected).toPrettyString());
    }

    @Test
    void there_are_at_least_sixty_samples() {
        assertThat(Samples.names()).hasSizeGreaterThanOrEqualTo(60);
    }

    private static JsonNode normalised(ObjectNode expected) {
        return JSON.readTree(expected.toString());
    }

    /** The mail's value for this key, in the shape that the expectation has. */
    private static Object actual(Mail mail, String key, JsonNode expected) {
        var body = mail.body();

        return switch (key) {
            case "subject" -> mail.subject();
            case "subjectLength" -> mail.subject().length();
            case "from" -> orNull(mail.from().map(MailCorpusTests::shown));
            case "sender" -> orNull(mail.sender().map(MailCorpusTests::shown));
            case "to" -> shown(mail.to());
            case "cc" -> shown(mail.cc());
            case "replyTo" -> shown(mail.replyTo());
            case "messageId" -> orNull(mail.messageId());
            case "inReplyTo" -> orNull(mail.inReplyTo());
            case "references" -> mail.references();
            case "date" -> orNull(mail.date().map(Object::toString));
            case "text" -> mail.text();
            case "textLength" -> mail.text().length();
            case "replyText" -> mail.replyText();
            case "quoted" -> orNull(body.quotedText().or(body::quotedHtml));
            case "quotedContains" -> found(body.quotedText().orElse(""), expected);
            case "html" -> mail.html().isPresent();
            case "htmlContains" -> found(mail.html().orElse(""), expected);
            case "visibleHtmlContains" -> found(body.visibleHtml().orElse(""), expected);
            case "visibleHtmlInOrder" -> inOrder(body.visibleHtml().orElse(""), expected);
            case "visibleHtmlLacks" -> lacking(body.visibleHtml().orElse(""), expected);
            case "quotedHtmlContains" -> found(body.quotedHtml().orElse(""), expected);
            case "attachments" -> attachments(mail, expected);
            case "invitations" ->
                mail.invitations().stream()
                        .map(one -> invitation(one, expected))
                        .toList();
            case "kind" -> kind(mail.kind());
            case "recipient" -> orNull(bounce(mail).recipient().map(Address::email));
            case "status" -> bounce(mail).status();
            case "action" -> bounce(mail).action().name();
            case "originalMessageId" -> orNull(bounce(mail).originalMessageId());
            case "diagnostic" -> orNull(bounce(mail).diagnostic());
            case "others" -> bounce(mail).others().stream().map(Address::email).toList();
            case "answerable" -> mail.answerableByMachine();
            case "returnPath" -> orNull(mail.trace().returnPath());
            case "listId" -> orNull(mail.trace().listId());
            case "received" -> mail.trace().received();
            case "loopMarks" -> mail.trace().loopMarks().size();
            case "warnings" -> sameOrder(mail.warnings(), expected);
            default -> throw new IllegalArgumentException("No such expectation: " + key);
        };
    }

    @SuppressWarnings("NullAway")
    private static Object orNull(Optional<String> value) {
        return value.orElse(null);
    }

    private static String shown(Address address) {
        return address.name().map(name -> name + " <" + address.email() + ">").orElse(address.email());
    }

    private static List<String> shown(List<Address> addresses) {
        return addresses.stream().map(MailCorpusTests::shown).toList();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    /** Those of the expected pieces that are there; a single expected piece comes back as it was written. */
    private static Object found(String text, JsonNode expected) {
        return strings(expected).stream()
                .map(piece -> text.contains(piece) ? piece : "missing: " + piece + " in " + text)
                .toList();
    }

    private static List<String> lacking(String text, JsonNode expected) {
        return strings(expected).stream()
                .map(piece -> text.contains(piece) ? "found: " + piece + " in " + text : piece)
                .toList();
    }

    private static List<String> inOrder(String text, JsonNode expected) {
        var found = new ArrayList<String>();
        var from = 0;
        for (var piece : strings(expected)) {
            var at = text.indexOf(piece, from);
            found.add(at < 0 ? "missing: " + piece + " in " + text : piece);
            from = Math.max(from, at);
        }

        return found;
    }

    private static List<String> sameOrder(List<Warning> warnings, JsonNode expected) {
        var names = new ArrayList<>(warnings.stream().map(Warning::name).toList());
        var sorted = new ArrayList<>(
                strings(expected).stream().filter(names::contains).toList());
        names.removeAll(sorted);
        sorted.addAll(names);

        return sorted;
    }

    private static Object attachments(Mail mail, JsonNode expected) {
        if (expected.isNumber()) {
            return mail.attachments().size();
        }
        var shown = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < mail.attachments().size(); i++) {
            var attachment = mail.attachments().get(i);
            var keys = expected.get(i) == null
                    ? List.of("name")
                    : List.copyOf(expected.get(i).propertyNames());
            var fields = new LinkedHashMap<String, Object>();
            keys.forEach(key -> fields.put(key, attachment(attachment, key)));
            shown.add(fields);
        }

        return shown;
    }

    private static Object attachment(Attachment attachment, String key) {
        return switch (key) {
            case "name" -> attachment.name();
            case "type" -> attachment.detectedType();
            case "declared" -> attachment.declaredType();
            case "size" -> attachment.size();
            case "contentId" -> attachment.contentId().orElse("");
            case "inline" -> attachment.inline();
            default -> throw new IllegalArgumentException("No such expectation: " + key);
        };
    }

    private static Map<String, Object> invitation(Invitation invitation, JsonNode expected) {
        var fields = new LinkedHashMap<String, Object>();
        expected.get(0)
                .propertyNames()
                .forEach(key -> fields.put(
                        key,
                        switch (key) {
                            case "method" -> invitation.method();
                            case "summary" -> invitation.summary();
                            case "when" -> invitation.when();
                            case "where" -> invitation.where();
                            case "organizer" ->
                                invitation.organizer().map(Address::email).orElse("");
                            default -> throw new IllegalArgumentException("No such expectation: " + key);
                        }));

        return fields;
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case Kind.Message message -> "message";
            case Kind.AutoReply(var sign) -> "auto-reply:" + sign;
            case Kind.Bounce bounce -> "bounce";
            case Kind.Loop(var sign) -> "loop:" + sign;
        };
    }

    private static Kind.Bounce bounce(Mail mail) {
        assertThat(mail.kind()).isInstanceOf(Kind.Bounce.class);

        return (Kind.Bounce) mail.kind();
    }
}
