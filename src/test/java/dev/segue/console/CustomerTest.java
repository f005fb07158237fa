package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.TestCluster;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page of one customer. */
@ExtendWith(OnLiveConsole.class)
class CustomerTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final LiveConsole console;
    private final Browser browser;
    private final long now = System.currentTimeMillis();

    CustomerTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    /** Spent much, brought some back, spent again. */
    @BeforeEach
    void live() {
        live("mia/1 ä");
    }

    private void live(String customer) {
        TestCluster cluster = console.cluster();
        cluster.send(TestCluster.click(customer, "page_view", now - 10 * DAY));
        cluster.send(purchase(customer, "o-1", now - 10 * DAY + 1, "900"));
        cluster.send(new Refund(customer + "-r", "o-1", customer, now - 5 * DAY, new BigDecimal("100"), "EUR", "web"));
        cluster.send(purchase(customer, "o-2", now - 2_000, "800"));
        cluster.send(new ProfileUpdate(customer, now - 1_000, Map.of("country", "NL", "newsletter", true)));
        cluster.flush();
    }

    private static Purchase purchase(String customer, String order, long at, String amount) {
        return new Purchase(customer + order, order, customer, at, new BigDecimal(amount), "EUR", "web", List.of());
    }

    private void go(String customer) {
        browser.goAnew(console.address() + "#/customers/" + customer);
    }

    @Test
    void shouldFindACustomerByHowTheIdBegins() {
        browser.goAnew(console.address() + "#/customers");
        WebElement search = browser.see("[role=search] input");
        search.sendKeys("mia/");
        // the page puts others in their place while they are looked at
        await().ignoreException(StaleElementReferenceException.class)
                .until(() -> browser.all("#customer-ids option").stream()
                        .anyMatch(option -> "mia/1 ä".equals(option.getDomProperty("value"))));

        search.sendKeys("1 ä", Keys.ENTER);

        browser.see("h1", "mia/1 ä");
        browser.see(".memberships", "Big spender");
    }

    @Test
    void shouldShowMembershipsProfileAndLife() {
        go("mia%2F1%20%C3%A4");

        WebElement membership = browser.see(".memberships tbody tr", "Big spender");

        assertThat(membership.getText()).containsPattern("\\d\\d:\\d\\d");
        browser.see(".attributes", "NL");
        assertThat(browser.see(".life tbody tr", "purchase").getText()).contains("1,600");
        browser.see(".life tbody tr", "refund");
    }

    @Test
    void shouldDrawTheTimelineToScaleWithTheWindowsOfARule() {
        go("mia%2F1%20%C3%A4");
        new Select(browser.see("select[aria-label='Segment to explain']", "Big spender")).selectByValue("big-spender");

        browser.see(".picture .refund");
        browser.see(".picture .window rect");
        browser.see(".picture .stay", "Big spender");

        List<Double> x = browser.all(".picture circle.counts").stream()
                .map(circle -> Double.valueOf(circle.getDomAttribute("cx")))
                .sorted()
                .toList();
        double refund = browser.run("return document.querySelector('.picture .refund').getBBox().x + 6");
        assertThat(x).hasSize(2);
        assertThat((refund - x.get(0)) / (x.get(1) - x.get(0))).isBetween(0.45, 0.55);
    }

    @Test
    void shouldSayWhyAndMarkWhatDecides() {
        go("mia%2F1%20%C3%A4");
        browser.see(".memberships tbody tr", "Big spender");

        new Select(browser.see("select[aria-label='Segment to explain']", "Loyal")).selectByValue("loyal");

        browser.see(".explanation .words", "Not in Loyal");
        WebElement deciding = browser.see(".clauses .decides", "distinctDays() >= 4");
        assertThat(deciding.getText()).contains("decides").contains("2 >= 4");
    }

    @Test
    void shouldGoBackInTime() {
        go("mia%2F1%20%C3%A4");
        browser.see(".memberships tbody tr", "Big spender");
        WebElement slider = browser.see("input[type=range]");

        browser.run(
                "arguments[0].value = 500; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", slider);

        browser.see("[aria-labelledby=memberships]", "as of");
        browser.see(
                "[aria-labelledby=memberships]", element -> !element.getText().contains("Big spender"));
        browser.see(".slider button", "Now").click();
        browser.see(".memberships tbody tr", "Big spender");
    }

    @Test
    void shouldForgetACustomerWhoseIdIsTypedAndProveIt() throws Exception {
        live("forgettable");
        go("forgettable");
        browser.see(".memberships tbody tr", "Big spender");
        browser.see("button.grave", "Forget").click();
        WebElement yes = browser.see("dialog button.grave");
        assertThat(yes.isEnabled()).isFalse();

        browser.see("dialog input").sendKeys("forgettable");
        browser.see("dialog button.grave", WebElement::isEnabled).click();

        browser.see(".proof h2", "forgettable is forgotten");
        assertThat(browser.see(".proof table").getText()).contains("nothing").doesNotContain("record");
        assertThat(console.client().get("/v1/customers/forgettable").status()).isEqualTo(404);
    }

    @Test
    void shouldSayThatThereIsNoSuchCustomer() {
        go("nobody");

        browser.see(".notice.bad", "There is no such customer");

        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("404"));
    }
}
