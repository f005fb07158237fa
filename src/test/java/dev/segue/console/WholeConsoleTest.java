package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.TestCluster;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What holds on every page. */
@ExtendWith(OnLiveConsole.class)
class WholeConsoleTest {

    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private final LiveConsole console;
    private final Browser browser;

    WholeConsoleTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    /** A page, and what shows that it is there. */
    record Page(String hash, String shown) {}

    static List<Page> pages() {
        return List.of(
                new Page("", ".segment-table .sparkline polyline"),
                new Page("#/segments/bargain-hunter", ".matrix tbody td"),
                new Page("#/customers", ".change"),
                new Page("#/customers/seen", ".clauses .test"),
                new Page("#/author", ".problems"));
    }

    @BeforeEach
    void live() {
        console.cluster().send(TestCluster.click("seen", "page_view", System.currentTimeMillis()));
        console.cluster().flush();
    }

    private void go(Page page) {
        browser.goAnew(console.address() + page.hash());
        browser.see(page.shown());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldBeOpenToEverybodyInLightAndDark(Page page) throws Exception {
        for (String colours : List.of("light", "dark")) {
            browser.prefer(colours);
            go(page);

            assertThat(browser.complaints()).isEmpty();
            assertThat(barriers()).as("%s in %s", page, colours).isEmpty();
            // of how colours are looked at, not of the page
            browser.complaints();
        }
    }

    /** What is seriously wrong for somebody, as axe sees it. */
    private List<Object> barriers() throws Exception {
        try (InputStream axe = getClass().getClassLoader().getResourceAsStream(AXE)) {
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return browser.runAsync("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ["violations"]}).then((found) => done(found.violations
                    .filter((one) => one.impact === "serious" || one.impact === "critical")
                    .map((one) => one.id + ": " + one.nodes.map((node) => node.html + node.failureSummary).join(" "))));
                """);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldFitANarrowScreen(Page page) {
        browser.size(360, 740);
        go(page);

        long width = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(width).as("pixels too wide").isZero();
    }

    @Test
    void shouldBeDarkWhereTheSystemIsAndWhereTheReaderWantsIt() {
        go(pages().get(0));
        String light = background();

        browser.prefer("dark");
        await().until(() -> !background().equals(light));
        String dark = background();
        browser.see("button[aria-label='Light colours'], button[aria-label='Dark colours']")
                .click();

        await().until(() -> background().equals(light));
        browser.see("button.theme").click();
        await().until(() -> background().equals(dark));
        browser.run("localStorage.clear()");
    }

    private String background() {
        return browser.run("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void shouldBeUsableByKeyboardAlone() {
        go(pages().get(0));

        tabTo("To the content");
        browser.type(Keys.ENTER);
        tabTo("Big spender");
        browser.type(Keys.ENTER);
        browser.see("h1", "Big spender");
        tabTo("Retire");
        browser.type(Keys.ENTER);
        browser.see("dialog");
        browser.type(Keys.ESCAPE);
        await().until(() -> browser.all("dialog").isEmpty());
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Retire");
    }

    /** Goes from one thing to the next until it is at one of this name, and sees each time where it is. */
    private void tabTo(String name) {
        for (int i = 0; i < 80; i++) {
            browser.type(Keys.TAB);
            WebElement here = browser.driver().switchTo().activeElement();
            assertThat(here.getCssValue("outline-style")).as(here.getText()).isNotEqualTo("none");
            if (here.getText().equals(name)) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not get to " + name);
    }

    @Test
    void shouldComeBackByItselfAfterTheConnectionDropped() throws Exception {
        go(pages().get(0));
        browser.see(".live .change");

        console.cable().pull();
        browser.see(".link-state.lost", "No answer");
        browser.see(".live header", "the connection is lost");
        console.cluster().send(TestCluster.click("missed", "page_view", System.currentTimeMillis()));
        console.cluster().flush();
        await().until(() -> console.client().get("/v1/customers/missed").status() == 200);
        console.cable().plugIn();

        browser.see(".link-state", "Connected");
        browser.see(".live .change[data-customer=missed]");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("net::ERR"));
    }

    @Test
    void shouldLeaveNoConnectionBehind() {
        int moreThanABrowserHas = 8;

        for (int i = 0; i < moreThanABrowserHas; i++) {
            go(pages().get(2));
        }

        browser.see(".change");
    }

    @Test
    void shouldRunNoScriptThatIsNotServed() {
        go(pages().get(0));

        browser.run("""
                const script = document.createElement("script");
                script.textContent = "window.broken = true";
                document.body.append(script);
                document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken = true'>");
                """);

        await().until(() -> browser.complaints().stream().anyMatch(complaint -> complaint.contains("script-src")));
        Object broken = browser.run("return window.broken");
        assertThat(broken).isNull();
        browser.complaints();
    }

    @Test
    void shouldReloadWhereOneIs() {
        go(pages().get(1));

        browser.driver().navigate().refresh();

        browser.see("h1", "Bargain hunter");
        assertThat(browser.driver().getTitle()).isEqualTo("bargain-hunter · Segment · Segue");
        assertThat(browser.all("h1")).hasSize(1);
    }
}
