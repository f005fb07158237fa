package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of all segments. */
@ExtendWith(OnLiveConsole.class)
class OverviewTest {

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
    void shouldShowEverySegmentWithItsSize() {
        browser.see(".segment-table tbody tr", "Big spender");

        assertThat(browser.all(".segment-table tbody tr")).hasSize(10);
        assertThat(browser.see(".segment-table tr", "Quick decider").getText())
                .containsPattern("Quick decider\\s+\\d+");
    }
}
