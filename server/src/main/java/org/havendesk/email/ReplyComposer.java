package org.havendesk.email;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havendesk.email.SenderList.Account;
import org.havendesk.email.SenderList.Signer;
import org.havendesk.email.mime.ReplyMarker;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.AgentReplied;
import org.havendesk.tickets.Ticket;
import org.havendesk.tickets.Tickets;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;

/** Makes a mail of what an agent answered: subject, thread, signature, the customer's words below. */
@Component
class ReplyComposer {
    private static final Pattern ANSWER = Pattern.compile("(?i)^(re|aw|sv|rv|отг|rép)\\s*(\\[\\d+])?\\s*:\\s*");
    private static final Pattern LINE_ENDS = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");
    private static final int MAX_QUOTE = 20_000;

    private final SenderList senders;
    private final MailPreferences preferences;
    private final DepartmentMails departments;
    private final Tickets tickets;
    private final MailIds ids;
    private final OutboxWords words;

    ReplyComposer(
            SenderList senders,
            MailPreferences preferences,
            DepartmentMails departments,
            Tickets tickets,
            MailIds ids,
            OutboxWords words) {
        this.senders = senders;
        this.preferences = preferences;
        this.departments = departments;
        this.tickets = tickets;
        this.ids = ids;
        this.words = words;
    }

    /** What of a mail is the composer's to say. */
    record Composed(
            String subject,
            String html,
            String text,
            Map<String, String> headers,
            String externalId,
            String senderName) {}

    Composed compose(AgentReplied replied) {
        var tenant = replied.tenant();
        var ticket = replied.ticket();
        var account = senders.account(tenant);
        var chosen = preferences.of(tenant);
        var signature = signature(replied);
        var own = signature.isEmpty() ? replied.html() : replied.html() + "<br><div>-- <br>" + signature + "</div>";
        var html = chosen.quote() ? marked(own, account) + quote(tenant, ticket, account) : own;
        var id = ids.ofMessage(tenant, ticket.code(), replied.message(), domain(tenant, ticket, account));
        return new Composed(
                subject(ticket, replied.opening(), chosen.codeInSubject()),
                html,
                PlainText.of(html),
                thread(tickets.references(tenant, ticket.id()), id),
                id,
                senderName(replied, account, chosen.agentNames()));
    }

    /** The subject that a mail about this ticket has. */
    static String subject(Ticket ticket, boolean opening, boolean withCode) {
        var bare =
                oneLine(ticket.subject()).replace("[" + ticket.code() + "]", "").strip();
        while (ANSWER.matcher(bare).lookingAt()) {
            bare = ANSWER.matcher(bare).replaceFirst("");
        }
        return (opening ? "" : "Re: ") + bare + (withCode ? " [" + ticket.code() + "]" : "");
    }

    /**
     * In-Reply-To and References (RFC 5322, 3.6.4). Our own id stands among the references too, after the first: some
     * servers replace Message-ID, and an answer then still names ours. First and last keep their meaning.
     *
     * @param earlier ids of the thread, the oldest first
     */
    static Map<String, String> thread(List<String> earlier, String own) {
        var headers = new LinkedHashMap<String, String>();
        var references = new java.util.ArrayList<>(earlier.stream()
                .map(ReplyComposer::bracketed)
                .filter(id -> !id.equals(own))
                .toList());
        if (!references.isEmpty()) {
            headers.put("In-Reply-To", references.getLast());
        }
        references.add(Math.min(1, references.size()), own);
        headers.put("References", String.join(" ", references));
        return headers;
    }

    static String oneLine(String text) {
        return LINE_ENDS.matcher(text).replaceAll(" ").strip();
    }

    private static String bracketed(String id) {
        var bare = id.replaceAll("[\\s\\p{Cntrl}<>]", "");
        return "<" + bare + ">";
    }

    private String domain(TenantId tenant, Ticket ticket, Account account) {
        return senders.address(tenant, ticket.department(), Optional.of(ticket.id()))
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .orElse(account.host());
    }

    private String senderName(AgentReplied replied, Account account, boolean agentNames) {
        var own =
                departments.of(replied.tenant(), replied.ticket().department()).senderName();
        if (!own.isBlank()) {
            return own;
        }
        return agentNames && !replied.authorName().isBlank()
                ? words.text(account.language(), "sender", replied.authorName(), account.name())
                : account.name();
    }

    /** What stands below: the agent's own signature, else the department's. Sanitised; may be empty. */
    String signature(AgentReplied replied) {
        var agents = replied.actor().agent().flatMap(agent -> senders.agent(replied.tenant(), agent));
        var own = agents.map(Signer::signature).filter(text -> !isEmpty(text));
        var signature = own.orElseGet(() ->
                departments.of(replied.tenant(), replied.ticket().department()).signature());
        return isEmpty(signature) ? "" : Signatures.clean(signature);
    }

    /** Below this line of ours, an answer repeats what we know: the line is where its reader stops. */
    private static String marked(String html, Account account) {
        return "<div>" + escaped(ReplyMarker.line(Locale.of(account.language()))) + "</div>" + html;
    }

    private String quote(TenantId tenant, Ticket ticket, Account account) {
        return senders.lastWords(tenant, ticket.id())
                .filter(last -> last.html().length() <= MAX_QUOTE)
                .map(last -> {
                    var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                            .withLocale(Locale.of(account.language()))
                            .withZone(ZoneOffset.UTC)
                            .format(last.at());
                    var wrote = escaped(words.text(account.language(), "wrote", day, last.author()));
                    return "<br><div>" + wrote + "</div><blockquote>" + withoutPictures(last.html()) + "</blockquote>";
                })
                .orElse("");
    }

    /** Pictures of the customer's mail lie with us, and an address of ours would be of no use to the reader. */
    private static String withoutPictures(String html) {
        var body = Jsoup.parseBodyFragment(html).body();
        body.select("img, style, script").remove();
        return body.html();
    }

    private static boolean isEmpty(String html) {
        return Jsoup.parseBodyFragment(html).text().isBlank();
    }

    private static String escaped(String text) {
        return org.jsoup.nodes.Entities.escape(text);
    }

    /** A mail that is no answer of an agent needs an id of its own. */
    String letterId(TenantId tenant, UUID mail, Optional<String> address) {
        var domain = address.map(one -> one.substring(one.lastIndexOf('@') + 1))
                .orElseGet(() -> senders.account(tenant).host());
        return ids.ofLetter(tenant, mail, domain);
    }
}
