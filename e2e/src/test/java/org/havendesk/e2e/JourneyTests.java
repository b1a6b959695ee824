package org.havendesk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.havendesk.stage.Program;
import org.havendesk.stage.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the sign-up to the second answer, as the people do it. */
class JourneyTests {
    private static final Pattern LINK = Pattern.compile("http://teapots\\.localhost:\\d+/welcome/[A-Za-z0-9_-]+");
    private static final String PASSWORD = "a kettle sings at dawn";

    private static final Postbox postbox = new Postbox();
    private static final Program program = Program.onFreshData().with("HAVENDESK_RELAY", postbox.url());
    private static final Browsers browsers = new Browsers();

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(20_000);
        program.start();
    }

    @AfterAll
    static void stop() {
        browsers.close();
        program.remove();
        postbox.close();
    }

    @Test
    void an_account_is_made_a_mail_comes_in_and_is_answered_twice() throws Exception {
        var ada = signUp();
        mail("<first@example.org>", "", "Where is my teapot?", "Hello,\n\nI ordered a teapot. Where is it?\n\nMaria");

        var line = ada.getByText("Where is my teapot?").first();
        assertThat(line).isVisible();
        Browsers.isAccessible(ada, "list");
        line.click();
        assertThat(ada.getByText("I ordered a teapot.").last()).isVisible();
        answer(ada, "It left this morning.");

        var first = postbox.to("maria@example.org", one -> one.text().contains("It left this morning."));
        assertThat(first.mail().text()).contains("It left this morning.");
        mail(
                "<second@example.org>",
                first.mail().messageId().orElseThrow(),
                "Re: Where is my teapot?",
                "Thank you! And the lid?");
        assertThat(ada.getByText("And the lid?").last()).isVisible();
        Browsers.isAccessible(ada, "ticket");
        answer(ada, "The lid is in the same parcel.");

        var second = postbox.to("maria@example.org", one -> one.text().contains("The lid is in the same parcel."));
        assertThat(second.text()).contains("In-Reply-To: <second@example.org>");
        everyScreen(ada);
        theOtherRoadIn();
    }

    private Page signUp() {
        var page = browsers.person("en-GB");
        page.navigate("http://localhost:" + program.port() + "/signup");
        Browsers.isAccessible(page, "signup");
        page.locator("[name=name]").fill("Ada Owner");
        page.locator("[name=email]").fill("ada@teapots.test");
        page.locator("[name=subdomain]").fill("teapots");
        page.locator("[name=subdomain]").blur();
        page.locator("button[type=submit]:not(.second)").click();
        var enter = page.locator("a.button[data-link]");
        enter.waitFor();
        Browsers.isAccessible(page, "building");
        enter.click();
        page.waitForURL(url -> url.contains("/agent/"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("All open")))
                .isVisible();
        Browsers.isAccessible(page, "empty");
        return page;
    }

    private static void answer(Page page, String words) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Reply").setExact(true))
                .first()
                .click();
        var editor = page.locator("[contenteditable=true]").last();
        editor.click();
        page.keyboard().type(words);
        Browsers.isAccessible(page, "composer");
        editor.press("Control+Enter");
        assertThat(page.locator("[contenteditable=true]")).hasCount(0);
    }

    /** Whoever missed the ten seconds takes the link of the mail, sets a password and signs in elsewhere. */
    private static void theOtherRoadIn() throws InterruptedException {
        var welcome = postbox.to(
                "ada@teapots.test", one -> LINK.matcher(one.mail().text()).find());
        var link = LINK.matcher(welcome.mail().text());
        assertThat(link.find()).isTrue();
        var phone = browsers.person("fr-FR", 390, 844, ColorScheme.DARK);
        phone.navigate(link.group());
        Browsers.isAccessible(phone, "welcome-phone-dark-fr");
        phone.locator("[name=password]").fill(PASSWORD);
        phone.locator("button[type=submit]:not(.second)").click();
        phone.waitForURL(url -> url.contains("/agent/"));
        assertThat(phone.getByRole(AriaRole.HEADING).first()).isVisible();
        Browsers.isAccessible(phone, "inbox-phone-dark");

        var again = browsers.person("bg-BG");
        again.navigate("http://teapots.localhost:" + program.port() + "/signin");
        Browsers.isAccessible(again, "signin-bg");
        again.locator("[name=email]").fill("ada@teapots.test");
        again.locator("[name=password]").fill(PASSWORD);
        again.locator("button[type=submit]:not(.second)").click();
        again.waitForURL(url -> url.contains("/agent/"));
        assertThat(again.getByRole(AriaRole.HEADING).first()).isVisible();
    }

    private static void everyScreen(Page page) {
        for (var screen : new String[] {
            "contacts",
            "settings/profile",
            "settings/agents",
            "settings/departments",
            "mail/mailboxes",
            "mail/servers",
            "mail/outbox",
            "mail/quarantine",
            "settings/account",
            "settings/apikeys",
            "settings/audit"
        }) {
            page.navigate("http://teapots.localhost:" + program.port() + "/agent/" + screen);
            page.getByRole(AriaRole.HEADING).first().waitFor(new Locator.WaitForOptions().setTimeout(15_000));
            Browsers.isAccessible(page, screen.replace('/', '-'));
        }
    }

    private static void mail(String id, String answers, String subject, String text) throws Exception {
        var head = "From: Maria Petrova <maria@example.org>\r\nTo: support@teapots.localhost\r\nSubject: " + subject
                + "\r\nMessage-ID: " + id + "\r\nDate: Sun, 1 Nov 2026 10:00:00 +0000\r\n"
                + (answers.isEmpty() ? "" : "In-Reply-To: " + answers + "\r\n")
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
        try (var client = new SmtpClient(program.smtpPort())) {
            client.deliver(
                    "maria@example.org",
                    "support@teapots.localhost",
                    (head + text.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
