package org.havendesk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.havendesk.stage.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Single sign-on as people meet it: an owner adds the service, and the button on the sign-in page lets in. */
class SignInServiceTests {
    private static final SignInService service = new SignInService("ada@single.test");
    private static final Program program =
            Program.onFreshData().with("HAVENDESK_AGENTS_ALLOW_PRIVATE_PROVIDERS", "true");
    private static final Browsers browsers = new Browsers();

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(20_000);
        program.start();
        program.open("single");
    }

    @AfterAll
    static void stop() {
        browsers.close();
        program.remove();
        service.close();
    }

    @Test
    void a_service_is_added_lets_in_by_its_button_and_can_be_unlinked() {
        var desk = browsers.person("en-GB");
        desk.navigate(address("signin"));
        desk.locator("[name=email]").fill("ada@single.test");
        desk.locator("[name=password]").fill("a long one for single");
        desk.keyboard().press("Enter");
        desk.waitForURL(url -> url.contains("/agent/"));

        desk.navigate(address("agent/settings/security?part=providers"));
        assertThat(desk.getByText("No sign-in service yet")).isVisible();
        Browsers.isAccessible(desk, "sign-in-services-none");
        add(desk);
        assertThat(desk.getByText("On the sign-in page", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        Browsers.isAccessible(desk, "sign-in-services");

        var phone = browsers.person("en-GB", 390, 844, ColorScheme.DARK);
        phone.navigate(address("signin"));
        Browsers.isAccessible(phone, "sign-in-by-a-service");
        phone.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Corp"))
                .click();
        phone.waitForURL(url -> url.contains("/agent/"));

        phone.navigate(address("agent/settings/signin"));
        assertThat(phone.getByText("Lets you in since")).isVisible();
        Browsers.isAccessible(phone, "sign-in-services-own");
        button(phone.locator("body"), "Unlink Corp").click();
        button(phone.getByRole(AriaRole.DIALOG), "Unlink").click();
        assertThat(phone.getByText("Does not know you yet")).isVisible();
    }

    private static void add(Page page) {
        button(page.locator("body"), "Add a sign-in service").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Service", new Locator.GetByLabelOptions().setExact(true))
                .selectOption("other");
        assertThat(dialog.getByText("http://single.localhost:" + program.port() + "/signin/sso/sso/return"))
                .isVisible();
        dialog.getByLabel("Issuer").fill("http://127.0.0.1:1");
        dialog.getByLabel("Client ID").fill(SignInService.CLIENT);
        dialog.getByLabel("Client secret", new Locator.GetByLabelOptions().setExact(true))
                .fill("a secret of at least thirty-two characters");
        dialog.getByLabel("Name on the button").fill("Corp");
        Browsers.isAccessible(page, "sign-in-services-form");
        button(dialog, "Check and add").click();
        assertThat(dialog.getByText("No sign-in service answers at this address"))
                .isVisible();
        dialog.getByLabel("Issuer").fill(service.issuer());
        button(dialog, "Check and add").click();
        assertThat(dialog).isHidden();
    }

    private static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String address(String path) {
        return "http://single.localhost:" + program.port() + "/" + path;
    }
}
