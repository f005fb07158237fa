package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cluster.TestCluster;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page while very much goes on. */
@ExtendWith(OnLiveConsole.class)
class EnduranceTest {

    private static final String FLICKER = """
            segments:
              - id: flicker
                name: Flicker
                enter: events("flick").within(seconds(1)).count() > 0
            """;

    /** Each makes somebody enter and, a second later, leave: 10,000 changes a minute. */
    private static final int FLICKS_A_SECOND = 84;

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration TRIAL = Duration.ofSeconds(12);
    private static final int MOST_NODES = 5_000;
    private static final long MOST_GROWTH = 4_000_000;
    private static final double MOST_BUSY = 0.25;

    private final LiveConsole console;
    private final Browser browser;
    private int flicks;

    EnduranceTest(LiveConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    @Test
    void shouldNeitherSlowNorGrowWithTenThousandChangesAMinute() throws Exception {
        console.cluster().publish(FLICKER);
        browser.goAnew(console.address());
        browser.see(".live .change");
        flick(WARM_UP);
        browser.see(".live .change", "Flicker");
        long heap = heap();
        browser.run("""
                window.longTasks = 0;
                new PerformanceObserver((list) => list.getEntries().forEach((task) => (window.longTasks += task.duration)))
                    .observe({type: "longtask"});
                """);

        flick(TRIAL);

        long nodes = browser.run("return document.querySelectorAll('*').length");
        double busy = ((Number) browser.run("return window.longTasks")).doubleValue() / TRIAL.toMillis();
        assertThat(browser.all(".live .change")).hasSize(200);
        assertThat(nodes).as("elements of the page").isLessThan(MOST_NODES);
        assertThat(heap() - heap).as("bytes that the page grew by").isLessThan(MOST_GROWTH);
        assertThat(busy).as("share of the time in tasks that hold the page up").isLessThan(MOST_BUSY);
    }

    private void flick(Duration lasting) {
        long begun = System.nanoTime();
        long end = begun + lasting.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            LockSupport.parkNanos(begun + i * 1_000_000_000L / FLICKS_A_SECOND - System.nanoTime());
            console.cluster().send(TestCluster.click("flick-" + flicks++ % 500, "flick", System.currentTimeMillis()));
        }
        console.cluster().flush();
    }

    /** What is in use once what is not has been cleared away. */
    private long heap() {
        return browser.run("gc(); return performance.memory.usedJSHeapSize");
    }
}
