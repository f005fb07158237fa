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

    private void write(String text) {
        WebElement content = inEditor(".cm-content");
        content.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        content.sendKeys(text);
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
        // where the keyboard is by now, which is not the end of the text
        new Actions(browser.driver())
                .keyDown(Keys.CONTROL)
                .sendKeys(Keys.DELETE)
                .keyUp(Keys.CONTROL)
                .sendKeys("cou")
                .perform();
        await().until(() -> texts(".cm-tooltip-autocomplete li[aria-selected]").stream()
                .anyMatch(option -> option.startsWith("count")));
        new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();

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
        inEditor(".cm-content").sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "stay: 2d");
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
        inEditor(".cm-content").sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "stay: 2d");
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

        await().until(() -> texts(".cm-tooltip-autocomplete li").stream().anyMatch(one -> one.startsWith("purchase")));
        inEditor(".cm-content").sendKeys("chase\").within(days(30)).sum(\"am");
        await().until(() -> texts(".cm-tooltip-autocomplete li").stream().anyMatch(one -> one.startsWith("amount")));
        inEditor(".cm-content").sendKeys("ount\") > 1 && inSegment(\"");
        await().until(() ->
                texts(".cm-tooltip-autocomplete li").stream().anyMatch(one -> one.startsWith("big-spender")));
        inEditor(".cm-content").sendKeys("loyal\") && ev");
        await().until(() -> texts(".cm-tooltip-autocomplete li").stream().anyMatch(one -> one.startsWith("events")));
        inEditor(".cm-content").sendKeys(Keys.ESCAPE, "\nst");
        await().until(() -> texts(".cm-tooltip-autocomplete li").stream().anyMatch(one -> one.startsWith("stay")));
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
        inEditor(".cm-content").sendKeys(Keys.chord(Keys.CONTROL, "z"));
        await().until(() -> texts(".cm-line").contains("name: New segment"));
    }

    @Test
    void shouldLetTheKeyboardInAndOut() {
        go("");
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
