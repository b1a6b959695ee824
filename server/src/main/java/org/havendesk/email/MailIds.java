package org.havendesk.email;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.springframework.stereotype.Component;

/**
 * The Message-IDs of our own mails. Each is signed with its account's key: one that comes back is known to be ours, and
 * nobody can make one for a message, a ticket or an agent that they did not get a mail about.
 */
@Component
class MailIds {
    private static final int MAC = 10;
    private static final int NONCE = 4;
    private static final int RADIX = 32;
    private static final Pattern MESSAGE =
            Pattern.compile("<?([A-Za-z0-9-]{1,40})\\.([0-9a-vA-V]{26,27})\\.([0-9a-vA-V]{16,17})@[^@>\\s]+>?");
    private static final Pattern NOTIFICATION = Pattern.compile("<?n-([0-9a-vA-V]{60,90})@[^@>\\s]+>?");

    private final Keys keys;

    MailIds(Keys keys) {
        this.keys = keys;
    }

    /** Of an answer that goes to a customer; with its angle brackets. */
    String ofMessage(TenantId tenant, String code, MessageId message, String domain) {
        return "<" + code + "." + text(bytes(message.value())) + "." + text(signed(tenant, code, message)) + "@"
                + domain + ">";
    }

    /** Of a mail that tells one agent about a ticket: an answer to it is this agent's. */
    String ofNotification(TenantId tenant, TicketId ticket, AgentId agent, UUID mail, String domain) {
        var nonce = Arrays.copyOf(bytes(new UUID(mail.getLeastSignificantBits(), 0)), NONCE);
        var body = concat(bytes(ticket.value()), bytes(agent.value()), nonce);
        return "<n-" + text(concat(body, signed(tenant, "notification", body))) + "@" + domain + ">";
    }

    /** Of any other mail of ours. */
    String ofLetter(TenantId tenant, UUID mail, String domain) {
        var body = bytes(mail);
        return "<l-" + text(concat(body, signed(tenant, "letter", body))) + "@" + domain + ">";
    }

    /** The first of our own messages among these ids; ids that only look like ours are passed over. */
    Optional<MessageId> messageOf(TenantId tenant, Collection<String> ids) {
        return ids.stream()
                .map(MESSAGE::matcher)
                .filter(Matcher::matches)
                .flatMap(id -> message(tenant, id).stream())
                .findFirst();
    }

    /** What a notification was about, and which agent it was sent to. */
    record Notified(TicketId ticket, AgentId agent) {}

    /** The first notification of ours among these ids; ids that only look like one are passed over. */
    Optional<Notified> agentOf(TenantId tenant, Collection<String> references) {
        return references.stream()
                .map(NOTIFICATION::matcher)
                .filter(Matcher::matches)
                .flatMap(id -> notified(tenant, id.group(1)).stream())
                .findFirst();
    }

    /** What the header {@code X-Havendesk-Loop} of every mail from this installation says. */
    String loop() {
        var mark = keys.sign("mail-loop", "installation".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark, 0, 8);
    }

    private Optional<MessageId> message(TenantId tenant, Matcher id) {
        var message = raw(id.group(2)).filter(raw -> raw.length == 16).map(raw -> new MessageId(uuid(raw, 0)));
        var mac = raw(id.group(3));
        return message.filter(one -> mac.filter(given -> MessageDigest.isEqual(given, signed(tenant, id.group(1), one)))
                .isPresent());
    }

    private Optional<Notified> notified(TenantId tenant, String text) {
        return raw(text).filter(raw -> raw.length == 32 + NONCE + MAC).flatMap(raw -> {
            var body = Arrays.copyOf(raw, 32 + NONCE);
            var mac = Arrays.copyOfRange(raw, 32 + NONCE, raw.length);
            return MessageDigest.isEqual(mac, signed(tenant, "notification", body))
                    ? Optional.of(new Notified(new TicketId(uuid(body, 0)), new AgentId(uuid(body, 16))))
                    : Optional.empty();
        });
    }

    private byte[] signed(TenantId tenant, String code, MessageId message) {
        return signed(tenant, "message:" + code.toUpperCase(Locale.ROOT), bytes(message.value()));
    }

    private byte[] signed(TenantId tenant, String kind, byte[] body) {
        return Arrays.copyOf(keys.sign(tenant, "mail-id:" + kind, body), MAC);
    }

    /** Digits and letters in one case, as mail servers that fold case leave them; a first byte keeps leading zeros. */
    private static String text(byte[] raw) {
        return new BigInteger(concat(new byte[] {1}, raw)).toString(RADIX);
    }

    private static Optional<byte[]> raw(String text) {
        var bytes = new BigInteger(text, RADIX).toByteArray();
        return bytes.length > 1 && bytes[0] == 1
                ? Optional.of(Arrays.copyOfRange(bytes, 1, bytes.length))
                : Optional.empty();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes, int offset) {
        var buffer = ByteBuffer.wrap(bytes, offset, 16);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] concat(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
