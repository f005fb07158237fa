package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.timeline.Parts;
import dev.segue.timeline.StoredParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memberships that one thread reads part by part while another writes: they are what they were at one of the writings. */
class ReadWhileWrittenTest {

    private static final int READS = 5;

    private final StoredParts stored = new StoredParts();
    private final Customer written = Customer.unknown(FormerHistory.CUSTOMER);
    private final List<List<Membership>> states = new ArrayList<>();
    private int step;

    @Test
    void shouldBeThoseOfOneWriting() throws Exception {
        FormerHistory history = new FormerHistory(written, change -> {});
        Random random = new Random(1);
        write(history);

        while (step < FormerHistory.STEPS) {
            states.clear();
            states.add(written.memberships());
            int more = random.nextInt(9);
            Customer read =
                    Customer.readStanding(FormerHistory.CUSTOMER, new WrittenMeanwhile(random.nextInt(READS), () -> {
                        for (int i = 0; i < more; i++) {
                            write(history);
                        }
                    }));

            assertThat(states).contains(read.memberships());
            write(history);
        }
    }

    private void write(FormerHistory history) {
        history.happen(step, step + 1, stored);
        step++;
        states.add(written.memberships());
    }

    /** What is stored; after it was read so many times, something is written. */
    private final class WrittenMeanwhile implements Parts {

        private final Runnable writing;
        private int readsLeft;

        WrittenMeanwhile(int reads, Runnable writing) {
            this.readsLeft = reads;
            this.writing = writing;
        }

        private void read() {
            if (readsLeft-- == 0) {
                writing.run();
            }
        }

        @Override
        public byte[] get(int part) {
            read();
            return stored.get(part);
        }

        @Override
        public void each(int from, int to, Visitor visitor) {
            read();
            stored.each(from, to, visitor);
        }

        @Override
        public void put(int part, byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    }
}
