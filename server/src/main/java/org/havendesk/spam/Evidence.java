package org.havendesk.spam;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the filter looks at in one message, and no more: the first bytes as they came, and the decoded words. Making one
 * never fails, whatever the bytes are, and takes bounded time and memory.
 */
public final class Evidence {
    /** How many bytes of a message as it came are looked at. */
    static final int HEAD = 3_500;

    private final byte[] head;
    private final List<String> words;
    private final RelayWord relay;

    Evidence(byte[] head, List<String> words, RelayWord relay) {
        this.head = head;
        this.words = words;
        this.relay = relay;
    }

    /** @param raw an RFC 5322 message, or anything that claims to be one */
    public static Evidence ofMail(byte[] raw) {
        return new MailReader(raw).read();
    }

    /**
     * A message that came without mail headers.
     *
     * @param channel where it came in, such as {@code chat}, {@code form} or {@code comment}
     * @param sender the name or address that the writer gave; empty when none
     */
    public static Evidence ofText(String channel, String sender, String text) {
        var words = new Words();
        words.place("channel:");
        words.text(channel);
        words.place("from:");
        words.text(bounded(sender, 200));
        words.place("");
        words.text(bounded(text, MailReader.DECODED));
        var start = bounded(sender, 200) + "\n" + bounded(text, HEAD);
        var head = start.getBytes(StandardCharsets.UTF_8);
        return new Evidence(
                head.length > HEAD ? java.util.Arrays.copyOf(head, HEAD) : head, words.list(), RelayWord.NONE);
    }

    byte[] head() {
        return head;
    }

    List<String> words() {
        return words;
    }

    RelayWord relay() {
        return relay;
    }

    private static String bounded(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
