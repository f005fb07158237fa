package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page where segments are written. */
@ExtendWith(OnLiveConsole.class)
class AuthorTest {

    private final LiveConsole console;
    private final Browser browser;

    AuthorTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    private void go(String segment) {
        browser.goAnew(console.address() + "#/author" + segment);
        inEditor(".cm-content");
        browser.see(".hint", "what was seen of");
    }

    private SearchContext editor() {
        return browser.see(".editor").getShadowRoot();
    }

    /** What is in the editor, waited for. */
    private WebElement inEditor(String selector) {
        await().ignoreExceptionsInstanceOf(NoSuchElementException.class)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .until(() -> editor().findElement(By.cssSelector(selector)).isDisplayed());
        return editor().findElement(By.cssSelector(selector));
    }

    private List<String> texts(String selector) {
        try {
            return editor().findElements(By.cssSelector(selector)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException drawnAnew) {
            return List.of();
        }
    }

    /** Types where the keyboard is, key by key, as people do. */
    private void type(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private void press(Keys key) {
        press(key.toString());
    }

    /** Presses a key together with the control key. */
    private void press(String key) {
        new Actions(browser.driver())
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    private void write(String text) {
        inEditor(".cm-content").click();
        press("a");
        type(Keys.DELETE, text);
    }

    private void append(String text) {
        inEditor(".cm-content").click();
        press(Keys.END);
        type(text);
    }

    private void awaitCompletion(String name) {
        await().until(() -> texts(".cm-tooltip-autocomplete li").stream().anyMatch(option -> option.startsWith(name)));
    }

    private JsonNode segment(String id) throws Exception {
        return console.client().get("/v1/segments/" + id).json();
    }

    @Test
    void shouldUnderlineAMistakeCompleteItTryItPublishItAndFollowIt() throws Exception {
        go("");
        write("id: fresh-visitor\nname: Fresh visitor\nenter: events(\"page_view\").within(days(10)).cuont() >= 1");
        await().until(() -> texts(".cm-lintRange-error").contains("cuont"));
        WebElement problem = browser.see(".problems button", "unknown function `cuont`");
        assertThat(browser.see(".preview button").isEnabled()).isFalse();

        problem.click();
        press(Keys.DELETE);
        type("cou");
        awaitCompletion("count");
        inEditor(".cm-tooltip-autocomplete li[aria-selected]").click();

        browser.see(".problems", "No problems");
        await().until(() -> texts(".cm-lintRange-error").isEmpty());
        browser.see(".preview button", "Try on all customers").click();
        browser.see(".preview [role=status]", "All were looked at");
        assertThat(browser.see(".outcome dd.entered").getText()).matches("\\+[1-9]\\d*");
        browser.see(".sample a");
        browser.see(".outcome .line-chart canvas");
        browser.see(".publish input").sendKeys("to greet them");
        browser.see(".publish button.main", WebElement::isEnabled).click();

        browser.see(".publish .done", "Version 1 of fresh-visitor is published");
        browser.see(".following", "It was applied to all");
        assertThat(segment("fresh-visitor").get("comment").asText()).isEqualTo("to greet them");
        assertThat(segment("fresh-visitor").get("enter").asText())
                .isEqualTo("events(\"page_view\").within(days(10)).count() >= 1");
        assertThat(segment("fresh-visitor").get("size").asLong()).isPositive();
        browser.see("h1", "Change fresh-visitor");
    }

    @Test
    void shouldShowWhatOthersPublishedMeanwhileBeforeItGoesOverThat() throws Exception {
        String yaml = "id: tug\nname: Tug\nenter: events(\"tug\").within(days(1)).count() >= 1\n";
        console.client().put("/v1/segments/tug", "application/yaml", yaml, "If-None-Match", "*");
        go("/tug");
        append("stay: 2d");
        browser.see(".problems", "No problems");
        console.client()
                .put("/v1/segments/tug", "application/yaml", yaml.replace("days(1)", "days(3)"), "If-Match", "*");

        browser.see(".publish button.main", WebElement::isEnabled).click();

        browser.see(".conflict", "at version 2 by now");
        browser.see(".conflict .removed", "days(3)");
        browser.see(".conflict .added", "stay: 2d");
        assertThat(segment("tug").get("version").asInt()).isEqualTo(2);
        browser.see(".conflict button", "Publish mine as version 3").click();
        browser.see(".publish .done", "Version 3 of tug is published");
        assertThat(segment("tug").get("stay").asText()).isEqualTo("2d");
        assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("412"));
    }

    @Test
    void shouldGoOnFromWhatOthersPublished() throws Exception {
        String yaml = "id: tow\nname: Tow\nenter: events(\"tow\").within(days(1)).count() >= 1\n";
        console.client().put("/v1/segments/tow", "application/yaml", yaml, "If-None-Match", "*");
        go("/tow");
        append("stay: 2d");
        browser.see(".problems", "No problems");
        console.client()
                .put("/v1/segments/tow", "application/yaml", yaml.replace("days(1)", "days(3)"), "If-Match", "*");
        browser.see(".publish button.main", WebElement::isEnabled).click();

        browser.see(".conflict button", "Go on from theirs").click();

        await().until(() -> String.join("\n", texts(".cm-line")).contains("days(3)"));
        assertThat(String.join("\n", texts(".cm-line"))).doesNotContain("stay");
        browser.see(".publish", "As it is published");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("412"));
    }

    @Test
    void shouldCompleteWhatWasSeenInTheData() {
        go("");
        write("id: a\nname: A\nenter: events(\"pur");

        awaitCompletion("purchase");
        type("chase\").within(days(30)).sum(\"am");
        awaitCompletion("amount");
        type("ount\") > 1 && inSegment(\"");
        awaitCompletion("big-spender");
        type("loyal\") && profile.");
        awaitCompletion("country");
        type("country == \"");
        awaitCompletion("DE");
        type("DE\" && ev");
        awaitCompletion("events");
        type(Keys.ESCAPE, "ents(\"visit\").count() > 0", Keys.ENTER, "st");
        awaitCompletion("stay");
    }

    @Test
    void shouldColourKeysAndRules() {
        go("/big-spender");

        browser.see("h1", "Change big-spender");

        await().until(() -> texts(".cm-line span").contains("events"));
        assertThat(texts(".cm-line span")).contains("enter", "\"purchase\"", "within");
        long colours = editor().findElements(By.cssSelector(".cm-line span")).stream()
                .map(span -> span.getCssValue("color"))
                .distinct()
                .count();
        assertThat(colours).isGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldBeginWithAnExampleAndBringTheTextBack() {
        go("");

        browser.see("button[aria-label='Begin with Lapsed']").click();

        await().until(() -> texts(".cm-line").contains("name: Lapsed"));
        browser.see(".problems", "No problems");
        inEditor(".cm-content").click();
        press("z");
        await().until(() -> texts(".cm-line").contains("name: New segment"));
    }

    @Test
    void shouldLetTheKeyboardInAndOut() {
        go("");
        browser.see(".problems", "No problems");
        inEditor(".cm-content").sendKeys(Keys.TAB);

        await().until(() -> {
            String here = browser.run("return document.activeElement.textContent");
            return here.equals("Try on all customers");
        });
        browser.type(Keys.chord(Keys.SHIFT, Keys.TAB));
        String within = browser.run("return document.activeElement.shadowRoot?.activeElement?.className ?? ''");
        assertThat(within).contains("cm-content");
    }

    @Test
    void shouldOnlyBeReadByThoseWhoMayNotChangeIt() {
        go("/big-spender");
        browser.see(".problems");

        browser.runAsync("""
                const done = arguments[arguments.length - 1];
                import("./console/service/access.js").then(({ access }) => {
                  access.value = { authentication: "bearer", subject: "guest", roles: ["read"], issuer: null };
                  done();
                });
                """);

        browser.see(".notice", "Changing segments needs the role author");
        await().until(() -> "false".equals(inEditor(".cm-content").getDomAttribute("contenteditable")));
        assertThat(browser.see(".publish button.main").isEnabled()).isFalse();
        assertThat(browser.see(".preview button").isEnabled()).isFalse();
    }
}
