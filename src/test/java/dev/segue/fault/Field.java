package dev.segue.fault;

import dev.segue.cluster.TestCluster;
import java.util.Random;

/** Everything that a fault can be done to. @param random of the trial's seed */
record Field(
        TestCluster cluster,
        BrokerTrio brokers,
        RegistryFront registry,
        Instances instances,
        Load load,
        Customers customers,
        Random random) {

    /** Lets time go by in which nothing is done: the faults' schedule. */
    void pause(int fromMillis, int toMillis) throws InterruptedException {
        Thread.sleep(fromMillis + random.nextInt(toMillis - fromMillis + 1));
    }

    int anyInstance() {
        return random.nextInt(instances.count());
    }
}
