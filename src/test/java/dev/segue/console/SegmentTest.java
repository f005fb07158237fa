package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.TestCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

/** The page of one segment. */
@ExtendWith(OnLiveConsole.class)
class SegmentTest {

    private static final String SECOND_VERSION = """
            id: tried-out
            name: Tried out
            enter: events("try").within(hours(2)).count() >= 1
            """;

    private final LiveConsole console;
    private final Browser browser;

    SegmentTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    /** A segment with two versions and thirty members. */
    @BeforeAll
    static void publish(LiveConsole console) throws Exception {
        for (int i = 0; i < 30; i++) {
            console.cluster().send(TestCluster.click("tester-" + (100 + i), "try", System.currentTimeMillis()));
        }
        console.cluster().flush();
        put(console, SECOND_VERSION.replace("hours(2)", "hours(1)"), "first try", "If-None-Match");
        put(console, SECOND_VERSION, "longer", "If-Match");
        await().ignoreExceptions()
                .until(() -> console.client()
                                .get("/v1/segments/tried-out")
                                .json()
                                .get("size")
                                .asInt()
                        == 30);
    }

    private static void put(LiveConsole console, String yaml, String comment, String condition) throws Exception {
        String path = "/v1/segments/tried-out?author=ada&comment=" + comment.replace(' ', '+');
        assertThat(console.client()
                        .put(path, "application/yaml", yaml, condition, "*")
                        .status())
                .isIn(200, 201);
    }

    private void go(String segment) {
        browser.goAnew(console.address() + "#/segments/" + segment);
    }

    @Test
    void shouldShowTheRuleColouredWithALineForEachCondition() {
        go("browsing-now");

        WebElement rule = browser.see(".rule");

        assertThat(browser.all(".rule .rule-line")).hasSize(2);
        assertThat(rule.getText()).contains("events(\"product_view\").within(minutes(2)).count() >= 8");
        browser.see(".rule .rule-function", "within");
        browser.see(".terms", "30s");
    }

    @Test
    void shouldDrawItsSizeOverTime() {
        go("quick-decider");

        browser.see(".line-chart canvas");

        assertThat(browser.see(".line-chart").getDomAttribute("aria-label")).matches("Members in .* from .* to .*");
        browser.see("[aria-label='How far back'] button", "48 h").click();
        browser.see(".line-chart[aria-label*='48 h']");
    }

    @Test
    void shouldCountWhatMadeCustomersEnterAndLeave() {
        go("abandoned-cart");

        browser.see(".reasons tr", element -> element.getText().matches("(?s)By time passing.*\\+\\d+.*−\\d+"));
        browser.see(".recent .change", "Abandoned cart");
    }

    @Test
    void shouldPageThroughItsMembersAndFindOne() {
        go("tried-out");

        browser.see(".member-list td");
        assertThat(browser.all(".member-list tbody tr")).hasSize(25);
        browser.see(".member-list button", "More").click();
        await().until(() -> browser.all(".member-list tbody tr").size() == 30);

        browser.see("input[aria-label='Find a member']").sendKeys("tester-11");

        await().until(() -> browser.all(".member-list tbody tr").size() == 10);
        browser.see(".member-list a", "tester-117").click();
        browser.see("h1", "tester-117");
    }

    @Test
    void shouldShowHowVersionsDifferAndGoBackToOne() throws Exception {
        go("tried-out");
        browser.see(".versions li", "longer");
        browser.see(".versions .added", "hours(2)");
        browser.see(".versions .removed", "hours(1)");

        browser.see(".versions button", "Roll back").click();
        browser.see("dialog button", "Roll back").click();

        browser.see(".segment-head .badge", "version 3");
        browser.see(".versions li", "Version 3");
        browser.see(".backfill", "applied to all");
        assertThat(console.client()
                        .get("/v1/segments/tried-out")
                        .json()
                        .get("enter")
                        .asText())
                .contains("hours(1)");
    }

    @Test
    void shouldShowItsPlaceInTheRollUpAndItsOverlap() {
        go("loyal");

        browser.see(".tree", "Valuable");
        browser.see(".tree [aria-current]", "Loyal");
        WebElement own = browser.see(".matrix tr.own", "Loyal");
        assertThat(own.getText()).contains("100 %");
    }

    @Test
    void shouldRetireASegmentOnlyWhenItsIdIsTyped() throws Exception {
        String yaml = "id: short-lived\nname: Short-lived\nenter: events(\"never\").within(days(1)).count() > 0\n";
        console.client().put("/v1/segments/short-lived", "application/yaml", yaml, "If-None-Match", "*");
        go("short-lived");
        browser.see("button.grave", "Retire").click();
        WebElement yes = browser.see("dialog button.grave");
        assertThat(yes.isEnabled()).isFalse();

        browser.see("dialog input").sendKeys("short-lived");
        browser.see("dialog button.grave", WebElement::isEnabled).click();

        browser.see(".segment-table");
        await().until(() -> console.client().get("/v1/segments/short-lived").status() == 404);
    }

    @Test
    void shouldSayThatThereIsNoSuchSegment() {
        go("nothing-like-it");

        browser.see(".notice", "There is no segment nothing-like-it");
    }
}
