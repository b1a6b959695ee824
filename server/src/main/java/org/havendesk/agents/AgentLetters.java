package org.havendesk.agents;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.AccountSite;
import org.havendesk.platform.Agent;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Language;
import org.havendesk.platform.Letter;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.Letters;
import org.havendesk.platform.web.Letters.Words;
import org.havendesk.platform.web.Links;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The mails that let people in. */
@Component
class AgentLetters {
    private final Letters letters;
    private final Texts texts;
    private final Links links;
    private final AccountHosts accounts;
    private final AgentSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AgentLetters(
            Letters letters,
            Texts texts,
            Links links,
            AccountHosts accounts,
            AgentSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.letters = letters;
        this.texts = texts;
        this.links = links;
        this.accounts = accounts;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    void invitation(Agent by, Profile to, String token) {
        var say = new Say(to.language(), account(by.tenant()));
        var days = settings.invitation().toDays();
        var words = new Words(
                say.text("letter.invitation.subject", by.name(), say.account()),
                say.account(),
                say.text("letter.greeting", to.name()),
                List.of(say.text("letter.invitation.text", by.name(), say.account())),
                say.text("letter.invitation.action"),
                link(by.tenant(), token),
                List.of(say.text("letter.invitation.life", days)));
        send(by.tenant(), "invitation", to.language(), to.name(), to.email(), words);
    }

    void welcome(TenantId tenant, Language language, String name, EmailAddress email, String token) {
        var say = new Say(language, account(tenant));
        var words = new Words(
                say.text("letter.welcome.subject", say.account()),
                say.account(),
                say.text("letter.greeting", name),
                List.of(say.text("letter.welcome.text", say.account()), say.text("letter.welcome.password")),
                say.text("letter.welcome.action"),
                link(tenant, token),
                List.of(
                        say.text("letter.welcome.life", settings.invitation().toDays()),
                        say.text("letter.welcome.address", links.to(tenant, "/"))));
        send(tenant, "welcome", language, name, email, words);
    }

    void password(TenantId tenant, Profile to, String token) {
        send(tenant, "password", to.language(), to.name(), to.email(), passwordWords(tenant, to, token));
    }

    /** Does the work of a mail that is not sent, so that the answer takes as long as one with a mail. */
    void pretend(TenantId tenant, Profile nobody, String token) {
        letters.write(
                tenant,
                "password",
                nobody.language(),
                nobody.name(),
                nobody.email(),
                passwordWords(tenant, nobody, token));
    }

    /** What happened to how somebody gets in, when, from where, and what to do when it was not them. */
    void notice(TenantId tenant, Profile to, Notice notice, Optional<Client> client) {
        var say = new Say(to.language(), account(tenant));
        var key = "letter.notice." + notice.key();
        var facts = new ArrayList<String>();
        facts.add(say.text(key + ".text", say.account()));
        facts.add(say.text("letter.notice.when", when(to)));
        client.ifPresent(from -> facts.add(say.text(
                "letter.notice.where",
                Optional.of(Device.of(from.userAgent()).words())
                        .filter(words -> !words.isEmpty())
                        .orElseGet(() -> say.text("letter.notice.unknown")),
                Place.of(from.ip()))));
        var words = new Words(
                say.text(key + ".subject", say.account()),
                say.account(),
                say.text("letter.greeting", to.name()),
                facts,
                say.text("letter.notice.action"),
                links.to(tenant, "/forgot"),
                List.of(say.text("letter.notice.not-you")));
        send(tenant, "notice", to.language(), to.name(), to.email(), words);
    }

    private String when(Profile to) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(to.language().key()))
                .format(clock.instant().atZone(ZoneId.of(to.timezone())));
    }

    private Words passwordWords(TenantId tenant, Profile to, String token) {
        var say = new Say(to.language(), account(tenant));
        return new Words(
                say.text("letter.password.subject", say.account()),
                say.account(),
                say.text("letter.greeting", to.name()),
                List.of(say.text("letter.password.text", say.account())),
                say.text("letter.password.action"),
                link(tenant, token),
                List.of(
                        say.text("letter.password.life", settings.passwordLink().toMinutes()),
                        say.text("letter.password.ignore")));
    }

    private void send(
            TenantId tenant, String purpose, Language language, String name, EmailAddress email, Words words) {
        Letter letter = letters.write(tenant, purpose, language, name, email, words);
        events.publishEvent(letter);
    }

    private String link(TenantId tenant, String token) {
        return links.to(tenant, "/welcome/" + token);
    }

    private String account(TenantId tenant) {
        return accounts.site(tenant).map(AccountSite::name).orElse("Havendesk");
    }

    /** Texts in one language about one account. */
    private final class Say {
        private final Language language;
        private final String account;

        private Say(Language language, String account) {
            this.language = language;
            this.account = account;
        }

        private String account() {
            return account;
        }

        private String text(String key, Object... arguments) {
            return texts.text(language, key, arguments);
        }
    }
}
