package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.havendesk.email.auth.DmarcPolicy.Wish;
import org.havendesk.email.auth.Dns.NoAnswer;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.SenderVerdict.State;
import org.havendesk.email.auth.Trace.Entry;

/**
 * Judges one mail. What the author's domain has published is asked for first and on its own account: names that a sender
 * can choose freely are asked for afterwards, so that none of them uses up the patience for what decides.
 */
final class Judging {
    private static final int MOST_QUESTIONS = 60;

    private final Dns ofAuthor;
    private final Dns ofOthers;
    private final SenderSettings settings;
    private final Clock clock;
    private final String author;
    private final String organization;
    private final HeaderFields fields;
    private final Entry entry;
    private final Handed handed;

    Judging(
            Dns dns,
            SenderSettings settings,
            Clock clock,
            String author,
            HeaderFields fields,
            Entry entry,
            Handed handed) {
        this.ofAuthor = new BoundedDns(dns, settings.patience(), MOST_QUESTIONS);
        this.ofOthers = new BoundedDns(dns, settings.patience().dividedBy(2), MOST_QUESTIONS);
        this.settings = settings;
        this.clock = clock;
        this.author = author;
        this.organization = Domains.organization(author);
        this.fields = fields;
        this.entry = entry;
        this.handed = handed;
    }

    /**
     * What is published for the author's domain.
     *
     * @param known false when the DNS could not say: then only the very same domain proves anything
     */
    private record Published(boolean known, Optional<DmarcPolicy> policy) {
        boolean strictDkim() {
            return !known || policy.filter(DmarcPolicy::strictDkim).isPresent();
        }

        boolean strictSpf() {
            return !known || policy.filter(DmarcPolicy::strictSpf).isPresent();
        }
    }

    private record Decision(State state, String reason) {}

    SenderVerdict verdict() {
        if (nothingToJudgeBy()) {
            return SenderVerdict.unknown(author, whyUnseen());
        }
        var published = published();
        var mail = new SignedMail(fields, ofAuthor, clock);
        var own = Dkim.check(mail, field -> Dkim.isOf(field, organization));
        var spf = spf();
        var proof = proof(published, own, spf);
        var others = Dkim.check(mail.asking(ofOthers), field -> !Dkim.isOf(field, organization));
        var chain = proof.isEmpty() ? ArcChain.of(mail.asking(ofOthers)) : ArcChain.NOT_NEEDED;
        var decision = problem()
                .map(why -> new Decision(State.UNAUTHENTICATED, why))
                .or(() -> proof)
                .or(() -> vouched(chain))
                .orElseGet(() -> unproven(published, own, spf));

        return new SenderVerdict(
                decision.state(),
                author,
                decision.reason(),
                spf,
                shown(own, others),
                dmarc(published, proof.isPresent(), own, spf),
                arc(chain));
    }

    /** A mail from our own house, or from a mailbox, without anything in it that could prove something. */
    private boolean nothingToJudgeBy() {
        return entry.client().isEmpty()
                && entry.found().isEmpty()
                && problem().isEmpty()
                && fields.count("dkim-signature") + fields.count("arc-seal") == 0;
    }

    private String whyUnseen() {
        return handed.isFetched() ? "fetched" : "local";
    }

    private Published published() {
        try {
            return new Published(true, DmarcPolicy.of(ofAuthor, author));
        } catch (NoAnswer e) {
            return new Published(false, Optional.empty());
        }
    }

    private Finding spf() {
        if (entry.client().isEmpty()) {
            return Finding.none(whyUnseen());
        }
        var client = entry.client().get();
        var asked = isOfAuthor(Spf.domain(client.helo(), client.sender())) ? ofAuthor : ofOthers;
        return Spf.check(asked, client.from().orElseThrow(), client.helo(), client.sender());
    }

    /** What makes it impossible to say who the author is, whoever has signed. */
    private Optional<String> problem() {
        var from = fields.all("from");
        if (!fields.complete()) {
            return Optional.of("tooLong");
        }
        if (from.size() != 1) {
            return Optional.of(from.isEmpty() ? "noAuthor" : "severalAuthors");
        }
        var domains = Authors.domains(text(from.getFirst()));
        if (!domains.contains(author)) {
            return Optional.of("otherAuthor");
        }
        return domains.size() > 1 ? Optional.of("severalAuthors") : Optional.empty();
    }

    /** Addresses may be written in all letters (RFC 6532). */
    private static String text(Field field) {
        return new String(field.unfolded().getBytes(ISO_8859_1), UTF_8);
    }

    private Optional<Decision> proof(Published published, List<Finding> own, Finding spf) {
        if (own.stream().anyMatch(one -> one.passed() && isAligned(one, published.strictDkim()))) {
            return Optional.of(new Decision(State.AUTHENTICATED, "signed"));
        }
        return spf.passed() && isAligned(spf, published.strictSpf())
                ? Optional.of(new Decision(State.AUTHENTICATED, "server"))
                : Optional.empty();
    }

    private Optional<Decision> vouched(ArcChain chain) {
        if (entry.found().filter(found -> found.vouchesFor(author)).isPresent()) {
            return Optional.of(new Decision(State.AUTHENTICATED, "relay"));
        }
        return chain.vouchesFor(author, settings.sealers())
                ? Optional.of(new Decision(State.AUTHENTICATED, "forwarded"))
                : Optional.empty();
    }

    private Decision unproven(Published published, List<Finding> own, Finding spf) {
        if (isUndecided(published, own, spf)) {
            return new Decision(State.UNKNOWN, "noAnswer");
        }
        if (!isSeen()) {
            return new Decision(State.UNKNOWN, whyUnseen());
        }
        if (published.policy().filter(policy -> policy.wish() != Wish.NONE).isPresent()) {
            return new Decision(State.FAILED, "refused");
        }
        try {
            return published.policy().isPresent() || !own.isEmpty() || Spf.isPublished(ofAuthor, author)
                    ? new Decision(State.UNAUTHENTICATED, "unproven")
                    : new Decision(State.UNKNOWN, "nothingPublished");
        } catch (NoAnswer e) {
            return new Decision(State.UNKNOWN, "noAnswer");
        }
    }

    private boolean isUndecided(Published published, List<Finding> own, Finding spf) {
        return !published.known()
                || own.stream().anyMatch(one -> one.result() == Result.TEMPERROR)
                || spf.result() == Result.TEMPERROR && isOfAuthor(spf.domain());
    }

    /** Whether somebody has seen which server sent it: we, or a relay that looked itself. */
    private boolean isSeen() {
        return entry.client().isPresent()
                || entry.found()
                        .filter(found ->
                                !found.of("dmarc").isEmpty() || !found.of("spf").isEmpty())
                        .isPresent();
    }

    private Finding dmarc(Published published, boolean proven, List<Finding> own, Finding spf) {
        if (!published.known()) {
            return Finding.noAnswer(author);
        }
        if (published.policy().isEmpty()) {
            return new Finding(Result.NONE, "noRecord", author);
        }
        if (problem().isPresent()) {
            return new Finding(Result.PERMERROR, problem().get(), author);
        }
        if (proven) {
            return new Finding(Result.PASS, "aligned", author);
        }
        if (isUndecided(published, own, spf)) {
            return Finding.noAnswer(author);
        }
        var isTolerated = published.policy().get().wish() == Wish.NONE;
        return isSeen()
                ? new Finding(Result.FAIL, isTolerated ? "tolerated" : "refused", author)
                : new Finding(Result.NONE, whyUnseen(), author);
    }

    private Finding arc(ArcChain chain) {
        var finding = chain.finding();
        return finding.passed() && chain.endsWithTrusted(settings.sealers())
                ? new Finding(Result.PASS, "trusted", finding.domain())
                : finding;
    }

    /** The signature that says most: of the author's domain, and one that holds. */
    private static Finding shown(List<Finding> own, List<Finding> others) {
        return Stream.of(
                        own.stream().filter(Finding::passed),
                        own.stream(),
                        others.stream().filter(Finding::passed),
                        others.stream())
                .flatMap(some -> some)
                .findFirst()
                .orElse(Dkim.UNSIGNED);
    }

    private boolean isAligned(Finding finding, boolean strictly) {
        return strictly ? finding.domain().equals(author) : isOfAuthor(finding.domain());
    }

    private boolean isOfAuthor(String domain) {
        return Domains.organization(domain).equals(organization);
    }
}
