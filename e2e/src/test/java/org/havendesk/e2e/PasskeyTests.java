package org.havendesk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.havendesk.stage.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passkeys as a browser makes and shows them, with Chromium's own virtual authenticator. */
class PasskeyTests {
    private static final String PASSWORD = "a long one for kettles";
    private static final String BUTTON = "Sign in with a passkey";

    private static final Program program = Program.onFreshData();
    private static final Browsers browsers = new Browsers();

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(20_000);
        program.start();
        program.open("kettles");
    }

    @AfterAll
    static void stop() {
        browsers.close();
        program.remove();
    }

    @Test
    void a_passkey_is_made_and_signs_in_alone_by_autofill_by_button_and_as_second_step() {
        var ada = browsers.person("en-GB");
        var device = device(ada, true);
        signIn(ada);
        ada.waitForURL(url -> url.contains("/agent/"));
        assertThat(add(ada)).isEqualTo(201);

        signOut(ada);
        ada.navigate(at("/signin"));
        ada.waitForURL(url -> url.contains("/agent/"));

        signOut(ada);
        touches(device, false);
        signIn(ada);
        ada.waitForURL(url -> url.contains("/signin/code"));
        Browsers.isAccessible(ada, "passkey-step");
        touches(device, true);
        ada.getByRole(AriaRole.BUTTON, named(BUTTON)).click();
        ada.waitForURL(url -> url.contains("/agent/"));

        signOut(ada);
        ada.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        ada.navigate(at("/signin"));
        ada.getByRole(AriaRole.BUTTON, named(BUTTON)).click();
        ada.waitForURL(url -> url.contains("/agent/"));
    }

    @Test
    void whoever_has_no_passkey_here_is_told_and_signs_in_another_way() {
        var stranger = browsers.person("en-GB");
        device(stranger, true);
        stranger.navigate(at("/signin"));

        stranger.getByRole(AriaRole.BUTTON, named(BUTTON)).click();

        assertThat(stranger.getByText("That did not work.")).isVisible();
        assertThat(stranger.getByRole(AriaRole.BUTTON, named(BUTTON))).isEnabled();
    }

    @Test
    void the_page_serves_everybody_in_each_language_on_a_phone_and_in_the_dark() {
        for (var language : List.of("en", "fr", "bg")) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var page = browsers.person(language, 390, 844, scheme);
                page.navigate(at("/signin"));
                assertThat(page.locator("#passkey button")).isVisible();
                Browsers.isAccessible(page, "signin-" + language + "-" + scheme);
            }
        }
    }

    /** As the console does it: the standard's own JSON, there and back. */
    private static int add(Page page) {
        var status = page.evaluate("""
                async () => {
                  const csrf = document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1];
                  const send = (path, body) => fetch("/rest/profile/passkeys" + path, {
                    method: "POST",
                    headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf },
                    body: JSON.stringify(body),
                  });
                  const options = await (await send("/options", {})).json();
                  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
                  const credential = await navigator.credentials.create({ publicKey });
                  return (await send("", { name: "Laptop", credential: credential.toJSON() })).status;
                }
                """);
        return ((Number) status).intValue();
    }

    private static void signIn(Page page) {
        page.navigate(at("/signin"));
        page.locator("[name=email]").fill("ada@kettles.test");
        page.locator("[name=password]").fill(PASSWORD);
        page.locator("form[action='/signin'] button").click();
    }

    /** From nowhere: a console that loses its session goes to the sign-in page by itself. */
    private static void signOut(Page page) {
        page.navigate("about:blank");
        page.context().clearCookies();
    }

    /** @param ready whether whoever holds the device touches it at once */
    private static Device device(Page page, boolean ready) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable", json(Map.of("enableUI", false)));
        var options = json(Map.of(
                "hasResidentKey",
                true,
                "hasUserVerification",
                true,
                "isUserVerified",
                true,
                "automaticPresenceSimulation",
                ready));
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        var wrapped = new JsonObject();
        wrapped.add("options", options);
        var made = session.send("WebAuthn.addVirtualAuthenticator", wrapped);
        return new Device(session, made.get("authenticatorId").getAsString());
    }

    /** Whether whoever holds the device touches it as soon as it asks. */
    private static void touches(Device device, boolean ready) {
        var wanted = json(Map.of("enabled", ready));
        wanted.addProperty("authenticatorId", device.id());
        device.session().send("WebAuthn.setAutomaticPresenceSimulation", wanted);
    }

    private record Device(CDPSession session, String id) {}

    private static JsonObject json(Map<String, Boolean> values) {
        var json = new JsonObject();
        values.forEach(json::addProperty);
        return json;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static String at(String path) {
        return "http://kettles.localhost:" + program.port() + path;
    }
}
