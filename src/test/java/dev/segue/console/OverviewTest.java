package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page of all segments, with the changes as they come. */
@ExtendWith(OnLiveConsole.class)
class OverviewTest {

    private static final long A_SECOND = 1_000;

    private final LiveConsole console;
    private final Browser browser;

    OverviewTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    @BeforeEach
    void go() {
        browser.goAnew(console.address());
    }

    @Test
    void shouldShowEverySegmentWithItsSizeAndHowItWent() {
        WebElement row = browser.see(".segment-table tbody tr", "Quick decider");

        assertThat(row.getText()).containsPattern("Quick decider\\s+\\d+");
        browser.see(".segment-table .sparkline[role=img]");
        browser.see(".segment-table .volatility", element -> element.getText().matches("\\d+(\\.\\d)?"));
        browser.see(".segment-table .hints .badge.warn");
    }

    @Test
    void shouldShowHowTheServiceDoes() {
        browser.see(".pulse div", element -> element.getText().matches("(?s)Events a second\\s+[1-9][\\d.,]*"));
        browser.see(".pulse div", element -> element.getText().matches("(?s)Clock\\s+\\d\\d:\\d\\d:\\d\\d"));
        browser.see(".pulse div", element -> element.getText().matches("(?s)Lag\\s+(none|[\\d,]+ records?)"));
    }

    @Test
    void shouldShowAChangeWithinASecond() {
        browser.see(".live .change");
        List<Long> delays = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            delays.add(delayOf("arriving-" + i));
        }

        assertThat(delays.stream().sorted().toList().get(delays.size() / 2))
                .as("milliseconds from being found to being seen, the median of %s", delays)
                .isLessThanOrEqualTo(A_SECOND);
    }

    private long delayOf(String customer) {
        console.cluster().send(TestCluster.click(customer, "page_view", System.currentTimeMillis()));
        console.cluster().flush();
        WebElement row = browser.see(".live .change[data-customer=" + customer + "]", "entered Newcomer");
        return Long.parseLong(row.getDomAttribute("data-seen")) - Long.parseLong(row.getDomAttribute("data-detected"));
    }

    @Test
    void shouldSayInWordsWhoEnteredAndWhy() {
        console.cluster().send(TestCluster.click("worded", "page_view", System.currentTimeMillis()));

        WebElement row = browser.see(".live .change[data-customer=worded]", "Newcomer");

        assertThat(row.getText()).contains("worded entered Newcomer");
        assertThat(row.findElement(org.openqa.selenium.By.className("why")).getText())
                .contains("page view");
    }

    @Test
    void shouldShowOnlyTheChangesWanted() {
        new Select(browser.see("select[aria-label=Segment]", "Newcomer")).selectByVisibleText("Newcomer");
        new Select(browser.see("select[aria-label=Reason]")).selectByVisibleText("By an event");
        console.cluster().send(TestCluster.click("wanted", "page_view", System.currentTimeMillis()));

        browser.see(".live .change[data-customer=wanted]");

        assertThat(browser.all(".live .change .what"))
                .allMatch(what -> what.getText().endsWith("Newcomer"));

        browser.see("input[aria-label=Customer]").sendKeys("wanted");

        await().until(() -> browser.all(".live .change").size() == 1);
        browser.see(".live .change[data-customer=wanted]");
    }

    @Test
    void shouldStandStillWhilePaused() {
        browser.see(".live .change");
        browser.see(".live header button", "Pause").click();
        String first = browser.see(".live .change").getText();
        console.cluster().send(TestCluster.click("waiting", "page_view", System.currentTimeMillis()));

        browser.see(".live header", element -> element.getText().matches("(?s).*[1-9]\\d* changes? waiting.*"));

        assertThat(browser.see(".live .change").getText()).isEqualTo(first);
        browser.see(".live header button", "Go on").click();
        browser.see(".live .change[data-customer=waiting]");
    }

    @Test
    void shouldFindASegmentAndGoToIt() {
        browser.see("input[aria-label='Find a segment']").sendKeys("spend");

        await().until(() -> browser.all(".segment-table tbody tr").size() == 1);
        browser.see(".segment-table a", "Big spender").sendKeys(Keys.ENTER);

        browser.see("h1", "Big spender");
        assertThat(browser.driver().getCurrentUrl()).endsWith("#/segments/big-spender");
    }
}
