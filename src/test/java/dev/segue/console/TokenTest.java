package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.query.access.Issuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The console of a service that answers only those who show a token. */
@ExtendWith(OnLiveConsole.class)
class TokenTest {

    @TempDir
    private static Path folder;

    private static Issuer issuer;
    private static TestCluster cluster;
    private static RunningInstance guarded;

    private final Browser browser;
    private final String address = "http://" + host() + "/";

    TokenTest(LiveConsole console) {
        browser = console.browser();
        console.alsoAsks(host());
    }

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        cluster = TestCluster.start();
        cluster.publish("""
                segments:
                  - {id: looker, name: Looker, enter: 'events("page_view").within(days(30)).count() >= 1'}
                """);
        cluster.send(TestCluster.click("ada", "page_view", System.currentTimeMillis()));
        cluster.flush();
        Path secret = Files.writeString(folder.resolve("secret"), "a secret that instances share among themselves");
        guarded = RunningInstance.start(
                cluster,
                folder.resolve("state"),
                "live",
                Map.of(
                        "segue.access.issuer", issuer.url(),
                        "segue.access.audience", Issuer.AUDIENCE,
                        "segue.peers.secret-file", secret.toString()));
        String token = "Bearer " + issuer.token("test", "read");
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> guarded.client()
                                .call("/v1/customers/ada", request -> request.header("Authorization", token))
                                .status()
                        == 200);
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        guarded.close();
        cluster.close();
        issuer.close();
    }

    private static String host() {
        return "127.0.0.1:" + guarded.port();
    }

    private void show(String token) {
        browser.goAnew(address + "#/customers/ada");
        browser.run("sessionStorage.clear()");
        browser.goAnew(address + "#/customers/ada");
        browser.see(".token textarea").sendKeys(token);
        browser.see(".token button").click();
    }

    @Test
    void shouldLetWhoeverMayOnlyReadReadAndNothingElse() {
        show(issuer.token("ada", "read"));

        browser.see(".memberships", "Looker");
        WebElement forget = browser.see("button.grave", "Forget");
        assertThat(forget.isEnabled()).isFalse();
        browser.see(".customer", "Forgetting customers needs the role forget.");
        browser.see(".memberships a", "Looker").click();
        assertThat(browser.see(".segment-head button", "Retire").isEnabled()).isFalse();
        browser.see(".segment-head", "needs the role author");
        browser.see(".recent .change", "ada");
    }

    @Test
    void shouldOfferWhatTheRolesAllow() {
        show(issuer.token("eve", "read", "author", "forget"));

        browser.see("button.grave", WebElement::isEnabled);
        browser.see(".top .state", "eve");
        browser.see(".memberships a", "Looker").click();

        browser.see(".segment-head a.button", "Change");
        assertThat(browser.see(".segment-head button", "Retire").isEnabled()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNoTokenAndLetGoOfOne() {
        show("not.a.token");
        browser.see(".token .notice.bad");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("401"));

        browser.see(".token textarea").clear();
        browser.see(".token textarea").sendKeys(issuer.token("ada", "read"));
        browser.see(".token button").click();
        browser.see(".memberships", "Looker");
        browser.see("button", "Leave").click();

        browser.see(".token textarea");
        String kept = browser.run("return sessionStorage.getItem('segue.token')");
        assertThat(kept).isNull();
    }
}
