package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final Shutdown shutdown = new Shutdown();

    @Test
    void shouldCloseTheLastOpenedFirstAndEachOnce() {
        shutdown.closing(() -> closed.add("first"));
        shutdown.closing(() -> closed.add("last"));

        shutdown.close();
        shutdown.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void shouldCloseWhatIsBeingOpenedWhenTheEndComes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread end = new Thread(() -> {
            begun.countDown();
            shutdown.close();
        });

        shutdown.opening(() -> {
            end.start();
            begun.await();
            await().until(() -> end.getState() == Thread.State.BLOCKED);
            return () -> closed.add("late");
        });
        end.join();

        assertThat(closed).containsExactly("late");
    }

    @Test
    void shouldOpenNothingAfterTheEnd() {
        shutdown.close();

        assertThatThrownBy(() -> shutdown.opening(() -> () -> closed.add("late")))
                .isInstanceOf(InterruptedException.class);
        assertThat(closed).isEmpty();
    }
}
