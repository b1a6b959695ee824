package org.havendesk.email;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.havendesk.email.mime.Address;
import org.havendesk.email.mime.Mail;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Tokens;
import org.havendesk.tickets.Recipient;

/**
 * A mail that was understood, with where it lies.
 *
 * @param id of the stored mail
 * @param claim how whoever handles it takes it
 * @param arrived what it was made from
 */
record ReadMail(UUID id, Claim claim, Arrived arrived, Mail mail, Instant at) {
    private static final int MAX_PEOPLE = 200;
    private static final Set<String> NOBODY = Set.of(
            "noreply",
            "no-reply",
            "no_reply",
            "donotreply",
            "do-not-reply",
            "do_not_reply",
            "nobody",
            "wordpress",
            "mailer",
            "webform",
            "form",
            "forms");
    private static final Pattern DETAIL = Pattern.compile("[+.]?[0-9]*$");

    /** The name by which it is known: its Message-ID, or one made of what it says, the same for each copy of it. */
    String externalId() {
        return mail.messageId().map(ReadMail::clean).orElseGet(this::ownId);
    }

    /** An id that no other mail has, for one whose Message-ID belongs to another mail. */
    String ownId() {
        var content = mail.date().isPresent()
                ? String.join("\n", from(), when(), mail.subject(), mail.text()).getBytes(StandardCharsets.UTF_8)
                : arrived.raw();
        return "<" + HexFormat.of().formatHex(Tokens.sha256(content), 0, 20) + "@no-message-id.invalid>";
    }

    /** What two copies of one mail have in common, whatever servers added on their ways. */
    String content() {
        return String.join("\n", from(), mail.date().isPresent() ? when() : mail.text());
    }

    /** The author; where the mail names none, who handed it over. */
    Optional<EmailAddress> author() {
        return Stream.concat(mail.from().map(Address::email).stream(), Stream.of(arrived.sender()))
                .flatMap(text -> EmailAddress.parse(text).stream())
                .findFirst();
    }

    /**
     * Who the mail is really from when its author is a machine that says whom to answer: the form on a web site, a shop.
     */
    Optional<Address> authorBehindForm() {
        if (mail.replyTo().size() != 1) {
            return Optional.empty();
        }
        var name = author().map(EmailAddress::local).orElse("").toLowerCase(Locale.ROOT);
        return NOBODY.contains(name) || NOBODY.contains(DETAIL.matcher(name).replaceFirst(""))
                ? Optional.of(mail.replyTo().getFirst())
                : Optional.empty();
    }

    /** Messages that this may answer, the best guess first: In-Reply-To, then References from the newest. */
    List<String> answers() {
        var ids = new LinkedHashSet<String>();
        mail.inReplyTo().ifPresent(ids::add);
        ids.addAll(mail.references().reversed());
        return ids.stream().map(ReadMail::clean).toList();
    }

    /** The addresses that the mail itself names as its receivers. */
    List<EmailAddress> named() {
        return Stream.of(
                        mail.to().stream().map(Address::email),
                        mail.cc().stream().map(Address::email),
                        mail.trace().deliveredTo().stream())
                .flatMap(some -> some)
                .limit(MAX_PEOPLE)
                .flatMap(text -> EmailAddress.parse(text).stream())
                .toList();
    }

    static List<Recipient> people(List<Address> addresses) {
        var people = new ArrayList<Recipient>();
        for (var address : addresses.subList(0, Math.min(addresses.size(), MAX_PEOPLE))) {
            EmailAddress.parse(address.email())
                    .ifPresent(email ->
                            people.add(new Recipient(clean(address.name().orElse("")), email.value())));
        }
        return people;
    }

    /** PostgreSQL takes every character but NUL. */
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private String from() {
        return author().map(EmailAddress::value).orElse("");
    }

    private String when() {
        return mail.date().map(Instant::toString).orElse("");
    }
}
