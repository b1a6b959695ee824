package org.havendesk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.havendesk.stage.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in: the second step as the people set it up, use it, lose it, and are asked for it. */
class SecurityTests {
    private static final Pattern LINK = Pattern.compile("http://locks\\.localhost:\\d+/welcome/[A-Za-z0-9_-]+");
    private static final Pattern SIGN_IN = Pattern.compile("^http://[^/]+/signin([?].*)?$");
    private static final String ADAS = "a long one for locks";
    private static final String KEVINS = "a long one for kevin";

    private static final Postbox postbox = new Postbox();
    private static final Program program = Program.onFreshData().with("HAVENDESK_RELAY", postbox.url());
    private static final Browsers browsers = new Browsers();

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(20_000);
        program.start();
        var account = program.open("locks");
        try (var rest = program.rest(account)) {
            rest.post("/rest/agents", """
                    {"name":"Kevin Marsh","email":"kevin@locks.test","role":"agent"}
                    """);
        }
    }

    @AfterAll
    static void stop() {
        browsers.close();
        program.remove();
        postbox.close();
    }

    @Test
    void the_second_step_is_turned_on_used_lost_and_asked_of_others() throws Exception {
        var desk = browsers.person("en-GB");
        var phone = browsers.person("en-GB", 390, 844, ColorScheme.LIGHT);
        enter(desk, "ada@locks.test", ADAS);
        arrived(desk);
        enter(phone, "ada@locks.test", ADAS);
        arrived(phone);

        go(desk, "settings/signin");
        assertThat(desk.getByText("This one")).isVisible();
        assertThat(button(desk, "Sign out everywhere else")).isVisible();
        var kept = turnOn(desk);
        phone.waitForURL(SIGN_IN);

        leave(desk);
        enter(desk, "ada@locks.test", ADAS);
        desk.waitForURL(url -> url.contains("/signin/code"));
        Browsers.isAccessible(desk, "security-code");
        prove(desk, "000000");
        assertThat(desk.getByRole(AriaRole.ALERT)).isVisible();
        prove(desk, kept.app().code());
        arrived(desk);

        enter(phone, "ada@locks.test", ADAS);
        prove(phone, kept.recoveryCode());
        arrived(phone);
        go(desk, "settings/signin");
        assertThat(desk.getByText("9 recovery codes are left.")).isVisible();
        Browsers.isAccessible(desk, "security-mine");
        button(desk, Pattern.compile("^Sign out .+ on ")).click();
        phone.waitForURL(SIGN_IN);
        enter(phone, "ada@locks.test", ADAS);
        prove(phone, kept.recoveryCode());
        assertThat(phone.getByRole(AriaRole.ALERT)).isVisible();

        var kevin = invited(browsers.person("en-GB"));
        askAgents(desk);
        kevin.reload();
        kevin.waitForURL(SIGN_IN);
        enrol(kevin);
        go(desk, "settings/security");
        assertThat(desk.getByText("2 of 2 people have it on.")).isVisible();
        Browsers.isAccessible(desk, "security-page");
    }

    private record Kept(Authenticator app, String recoveryCode) {}

    private static Kept turnOn(Page page) {
        button(page, "Set up two-step sign-in").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Present password").fill(ADAS);
        page.keyboard().press("Enter");
        dialog.getByAltText("QR code for the authenticator app").waitFor();
        var app = new Authenticator(dialog.locator("code").first().innerText());
        Browsers.isAccessible(page, "security-qr");
        dialog.getByLabel("Code of the app").fill(app.code());
        button(dialog, "Turn on").click();
        assertThat(dialog.locator("ol code")).hasCount(10);
        Browsers.isAccessible(page, "security-codes");
        var code = dialog.locator("ol code").first().innerText();
        dialog.getByRole(AriaRole.CHECKBOX).check();
        button(dialog, "Done").click();
        assertThat(page.getByText("10 recovery codes are left.")).isVisible();
        return new Kept(app, code);
    }

    private static void askAgents(Page page) {
        go(page, "settings/security");
        assertThat(page.getByText("1 of 2 people have it on.")).isVisible();
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Agents"))
                .check();
        assertThat(page.getByText("1 person still has to set it up:")).isVisible();
        page.getByLabel("Time to set it up").selectOption("0");
        button(page.locator("form").first(), "Save").click();
        assertThat(page.getByText("Asked of agents")).isVisible();
    }

    /** Kevin meets the page on which he sets it up, and comes in by it. */
    private static void enrol(Page page) {
        enter(page, "kevin@locks.test", KEVINS);
        page.waitForURL(url -> url.contains("/signin/enrol"));
        Browsers.isAccessible(page, "security-enrol");
        var app = new Authenticator(page.locator("code.secret").innerText());
        prove(page, app.code());
        assertThat(page.locator(".codes code")).hasCount(10);
        Browsers.isAccessible(page, "security-recovery-codes");
        page.locator("a.button").click();
        arrived(page);
    }

    private static Page invited(Page page) throws InterruptedException {
        var invitation = postbox.to(
                "kevin@locks.test", one -> LINK.matcher(one.mail().text()).find());
        var link = LINK.matcher(invitation.mail().text());
        assertThat(link.find()).isTrue();
        page.navigate(link.group());
        page.locator("[name=password]").fill(KEVINS);
        page.locator("button[type=submit]:not(.second)").click();
        arrived(page);
        return page;
    }

    private static void enter(Page page, String email, String password) {
        page.navigate(address("signin"));
        page.locator("[name=email]").fill(email);
        page.locator("[name=password]").fill(password);
        page.locator("button[type=submit]:not(.second)").click();
    }

    private static void prove(Page page, String code) {
        page.locator("[name=code]").fill(code);
        page.locator("form:has([name=code]) button[type=submit]").click();
    }

    private static void leave(Page page) {
        button(page, "Ada Owner: your account").click();
        button(page, "Sign out").last().click();
        page.waitForURL(SIGN_IN);
    }

    private static void arrived(Page page) {
        page.waitForURL(url -> url.contains("/agent/"));
        page.getByRole(AriaRole.HEADING).first().waitFor();
    }

    private static void go(Page page, String screen) {
        page.navigate(address("agent/" + screen));
        page.getByRole(AriaRole.HEADING).first().waitFor();
    }

    private static Locator button(Page page, Object name) {
        return button(page.locator("body"), name);
    }

    private static Locator button(Locator place, Object name) {
        var options = new Locator.GetByRoleOptions();
        return place.getByRole(
                AriaRole.BUTTON,
                name instanceof Pattern pattern
                        ? options.setName(pattern)
                        : options.setName(name.toString()).setExact(true));
    }

    private static String address(String path) {
        return "http://locks.localhost:" + program.port() + "/" + path;
    }
}
