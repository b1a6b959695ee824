package org.havendesk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, with a fresh profile for each person. */
final class Browsers implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP *.localhost 127.0.0.1");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(QUIET));

    /** A person with a wide screen. */
    Page person(String locale) {
        return person(locale, 1440, 900, ColorScheme.LIGHT);
    }

    Page person(String locale, int width, int height, ColorScheme scheme) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setLocale(locale)
                        .setColorScheme(scheme)
                        .setViewportSize(width, height))
                .newPage();
        page.setDefaultTimeout(30_000);
        page.setDefaultNavigationTimeout(30_000);
        return page;
    }

    /** Nobody is kept out of this screen: axe finds nothing serious. A picture of it is kept for people to look at. */
    static void isAccessible(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        var serious = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(one -> "serious".equals(one.getImpact()) || "critical".equals(one.getImpact()))
                        .map(one ->
                                one.getId() + ": " + one.getNodes().getFirst().getHtml())
                        .toList();
        assertThat(serious).as(name).isEmpty();
    }

    private static Path chromium() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("HAVENDESK_CHROMIUM")).orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: apt-get install -y chromium"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
