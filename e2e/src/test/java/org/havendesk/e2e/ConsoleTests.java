package org.havendesk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.havendesk.stage.Program;
import org.havendesk.stage.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents at work: two at once, without a mouse, on a phone, in the dark, and while the server is away. */
class ConsoleTests {
    private static final Pattern LINK = Pattern.compile("http://pots\\.localhost:\\d+/welcome/[A-Za-z0-9_-]+");
    private static final List<String> SCREENS = List.of(
            "contacts",
            "inbox/all/new",
            "mail/outbox",
            "mail/quarantine",
            "mail/mailboxes",
            "mail/servers",
            "settings/profile",
            "settings/signin",
            "settings/agents",
            "settings/roles",
            "settings/security",
            "settings/departments",
            "settings/account",
            "settings/apikeys",
            "settings/audit",
            "settings/events",
            "api?q=replies#postTicketsByIdReplies");

    private static final Postbox postbox = new Postbox();
    private static final Program program = Program.onFreshData().with("HAVENDESK_RELAY", postbox.url());
    private static final Browsers browsers = new Browsers();
    private static Page ada;

    @BeforeAll
    static void start() throws InterruptedException {
        setDefaultAssertionTimeout(20_000);
        program.start();
        program.open("kettles");
        ada = signedIn(browsers.person("en-GB"), "kettles");
    }

    @AfterAll
    static void stop() {
        browsers.close();
        program.remove();
        postbox.close();
    }

    @Test
    void two_agents_at_one_ticket_see_each_other_and_count_the_same() throws Exception {
        try (var rest = program.rest(program.open("pots"))) {
            rest.post("/rest/agents", """
                    {"name":"Kevin Marsh","email":"kevin@pots.test","role":"admin","departments":[]}
                    """);
        }
        var ada = signedIn(browsers.person("en-GB"), "pots");
        var kevin = invited(browsers.person("en-GB"));
        go(ada, "inbox/all");
        go(kevin, "inbox/all");
        mail("pots", "Two at once");
        lineOf(ada, "Two at once").click();
        assertThat(count(kevin, "All open")).hasText("1");

        lineOf(kevin, "Two at once").click();
        assertThat(ada.getByText("Kevin Marsh is looking at this too")).isVisible();
        assertThat(kevin.getByText("Ada Owner is looking at this too")).isVisible();
        kevin.keyboard().press("r");
        assertThat(ada.getByText("Kevin Marsh is replying…")).isVisible();
        editor(kevin).waitFor();
        kevin.keyboard().type("I have it.");
        kevin.keyboard().press("Control+Enter");

        assertThat(ada.getByText("I have it.").last()).isVisible();
        assertThat(count(ada, "Answered")).hasText("1");
        ada.keyboard().press("e");
        assertThat(count(kevin, "Resolved")).hasText("1");
        assertThat(count(kevin, "Answered")).hasCount(0);
    }

    @Test
    void what_arrives_while_the_server_is_away_is_there_when_it_is_back() throws Exception {
        go(ada, "inbox/all");
        program.stop();
        assertThat(ada.getByText("Reconnecting…")).isVisible();
        program.start();
        mail("kettles", "While you were away");

        assertThat(lineOf(ada, "While you were away"))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(40_000));
        assertThat(ada.getByText("Reconnecting…")).not().isVisible();
        mail("kettles", "And after");
        assertThat(lineOf(ada, "And after")).isVisible();
    }

    @Test
    void a_ticket_is_found_answered_and_resolved_without_a_mouse() throws Exception {
        mail("kettles", "By keys alone");
        go(ada, "inbox/all");
        lineOf(ada, "By keys alone").waitFor();
        ada.keyboard().press("/");
        ada.keyboard().type("keys alone");
        assertThat(ada.locator("[data-ticket]")).hasCount(1);
        ada.keyboard().press("Escape");
        ada.keyboard().press("j");
        ada.keyboard().press("Enter");
        assertThat(ada.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("By keys"))))
                .isVisible();
        ada.keyboard().press("r");
        editor(ada).waitFor();
        ada.keyboard().type("No mouse was needed.");
        ada.keyboard().press("Control+Enter");
        assertThat(editor(ada)).hasCount(0);
        postbox.to("maria@example.org", one -> one.text().contains("No mouse was needed."));

        ada.keyboard().press("e");
        assertThat(ada.getByText("Ticket resolved")).isVisible();
    }

    @Test
    void a_draft_is_there_when_the_ticket_is_opened_again_and_gone_when_it_was_sent() throws Exception {
        mail("kettles", "Half an answer");
        go(ada, "inbox/all");
        lineOf(ada, "Half an answer").click();
        ada.getByText("What is it about?").last().waitFor();
        ada.keyboard().press("r");
        editor(ada).waitFor();
        ada.keyboard().type("Let me look at it.");
        assertThat(ada.getByText("Draft saved")).isVisible();
        for (int i = 0; i < 3; i++) {
            ada.reload();
            assertThat(editor(ada)).containsText("Let me look at it.");
        }

        editor(ada).click();
        ada.keyboard().press("Control+Enter");
        assertThat(editor(ada)).hasCount(0);
        ada.reload();
        assertThat(ada.getByText("Let me look at it.").last()).isVisible();
        ada.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(editor(ada)).hasCount(0);
    }

    @Test
    void every_screen_serves_everybody_on_a_phone_and_in_the_dark() throws Exception {
        mail("kettles", "Seen by everybody");
        var phone = signedIn(browsers.person("en-GB", 390, 844, ColorScheme.LIGHT), "kettles");
        go(phone, "inbox/all");
        Browsers.isAccessible(phone, "phone-inbox");
        lineOf(phone, "Seen by everybody").click();
        phone.getByText("What is it about?").last().waitFor();
        Browsers.isAccessible(phone, "phone-ticket");
        var dark = signedIn(browsers.person("en-GB", 1440, 900, ColorScheme.DARK), "kettles");
        go(dark, "inbox/all");
        lineOf(dark, "Seen by everybody").click();
        dark.keyboard().press("n");
        editor(dark).waitFor();
        Browsers.isAccessible(dark, "dark-ticket");
        for (var screen : SCREENS) {
            for (var page : List.of(phone, dark)) {
                go(page, screen);
                var name = (page == phone ? "phone-" : "dark-") + screen.replaceAll("[/?].*", "");
                Browsers.isAccessible(page, name + "-" + SCREENS.indexOf(screen));
            }
        }
    }

    private static Page signedIn(Page page, String account) {
        page.navigate("http://" + account + ".localhost:" + program.port() + "/signin");
        page.locator("[name=email]").fill("ada@" + account + ".test");
        page.locator("[name=password]").fill("a long one for " + account);
        page.locator("button[type=submit]:not(.second)").click();
        page.waitForURL(url -> url.contains("/agent/"));
        return page;
    }

    private static Page invited(Page page) throws InterruptedException {
        var invitation = postbox.to(
                "kevin@pots.test", one -> LINK.matcher(one.mail().text()).find());
        var link = LINK.matcher(invitation.mail().text());
        page.navigate(link.results().findFirst().orElseThrow().group());
        page.locator("[name=password]").fill("a long one for kevin");
        page.locator("button[type=submit]:not(.second)").click();
        page.waitForURL(url -> url.contains("/agent/"));
        return page;
    }

    private static void go(Page page, String screen) {
        page.navigate(page.url().replaceFirst("/agent/.*", "/agent/") + screen);
        page.locator("main:visible, section:visible, h1:visible").first().waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private static Locator lineOf(Page page, String subject) {
        return page.locator("[data-ticket]").filter(new Locator.FilterOptions().setHasText(subject));
    }

    private static Locator editor(Page page) {
        return page.locator("[contenteditable=true]");
    }

    /** The number beside a view; none where it is zero. */
    private static Locator count(Page page, String view) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"))
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + view)))
                .locator("[title]");
    }

    private static void mail(String account, String subject) throws Exception {
        var mail = """
                From: Maria Petrova <maria@example.org>
                To: support@%s.localhost
                Subject: %s
                Message-ID: <%s@example.org>
                Date: Sun, 1 Nov 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                What is it about?
                """.formatted(account, subject, subject.replace(' ', '.')).replace("\n", "\r\n");
        try (var client = new SmtpClient(program.smtpPort())) {
            client.deliver(
                    "maria@example.org", "support@" + account + ".localhost", mail.getBytes(StandardCharsets.UTF_8));
        }
    }
}
