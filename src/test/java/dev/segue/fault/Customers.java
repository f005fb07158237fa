package dev.segue.fault;

import dev.segue.privacy.Canary;
import java.util.Random;

/**
 * Who does something in one trial: most are its own, and some come back in each that is played on the same ground.
 *
 * @param prefix of the names of its own
 */
record Customers(String prefix) {

    static final int OWN = 300;
    private static final int REGULARS = 10;

    String any(Random random) {
        return random.nextInt(20) == 0
                ? Canary.customer("regular-" + random.nextInt(REGULARS))
                : own(random.nextInt(OWN));
    }

    String own(int i) {
        return Canary.customer(prefix + i);
    }
}
