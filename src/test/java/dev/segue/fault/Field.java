package dev.segue.fault;

import dev.segue.cluster.TestCluster;
import java.util.List;
import java.util.Random;

/**
 * Everything that a fault can be done to.
 *
 * @param random of the trial's seed
 * @param findings where a fault adds what it alone can see not to be as it must be
 */
record Field(Stage stage, BrokerTrio brokers, Load load, Customers customers, Random random, List<String> findings) {

    TestCluster cluster() {
        return stage.cluster();
    }

    RegistryFront registry() {
        return stage.registry();
    }

    Instances instances() {
        return stage.instances();
    }

    Watch watch() {
        return stage.watch();
    }

    /** Lets time go by in which nothing is done: the faults' schedule. */
    void pause(int fromMillis, int toMillis) throws InterruptedException {
        Thread.sleep(fromMillis + random.nextInt(toMillis - fromMillis + 1));
    }

    int anyInstance() {
        return random.nextInt(instances().count());
    }
}
