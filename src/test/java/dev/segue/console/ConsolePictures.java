package dev.segue.console;

import dev.segue.operation.DemoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes pictures of the console's pages: starts the demo, lets it live a while, and looks at it in a browser. */
public final class ConsolePictures {

    private static final Path FOLDER = Path.of("docs", "pictures");
    private static final Duration LIVED = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final int WIDTH = 1280;
    private static final int NARROW = 360;

    private final Browser browser;
    private final String address;

    private ConsolePictures(Browser browser, String address) {
        this.browser = browser;
        this.address = address;
    }

    /** Writes a PNG a page to {@code docs/pictures}; with an argument, of the console at that address. */
    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER);
        Path temporary = Files.createTempDirectory("segue-pictures");
        try (Browser browser = Browser.start()) {
            if (arguments.length > 0) {
                new ConsolePictures(browser, arguments[0]).take();
                return;
            }
            try (DemoProcess demo = DemoProcess.start(temporary)) {
                String address = "http://" + demo.address() + "/";
                TimeUnit.MILLISECONDS.sleep(LIVED.toMillis());
                new ConsolePictures(browser, address).take();
            }
        }
    }

    private void take() throws Exception {
        browser.driver().executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        take("overview", "", ".live .change", WIDTH, 900, "light");
        take("overview-dark", "", ".live .change", WIDTH, 900, "dark");
        take("segment", "#/segments/big-spender", ".matrix td", WIDTH, 1_180, "light");
        String customer = browser.see(".member-list tbody a").getText();
        take("customer", "#/customers/" + customer, ".clauses .test", WIDTH, 1_250, "light");
        take("customer-narrow", "#/customers/" + customer, ".clauses .test", NARROW, 1_100, "dark");
        take("author", "#/author/bargain-hunter", "h1", WIDTH, 1_000, "light");
    }

    private void take(String name, String hash, String shown, int width, int height, String colours)
            throws IOException, InterruptedException {
        browser.size(width, height);
        browser.prefer(colours);
        browser.goAnew(address + hash);
        browser.see(shown);
        TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
        Files.write(FOLDER.resolve("console-" + name + ".png"), browser.picture());
    }
}
