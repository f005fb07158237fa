package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What can befall the brokers, each of which leads some partitions and may be the active controller. */
final class BrokerFaults {

    private BrokerFaults() {}

    /** Each in its turn, so that leaders, coordinators and the controller are among them. */
    static void killEach(Field field) throws Exception {
        for (int i = 0; i < BrokerTrio.SIZE; i++) {
            field.pause(500, 2_000);
            field.brokers().broker(i).kill();
            field.pause(4_000, 7_000);
            field.brokers().broker(i).start();
            field.brokers().awaitAll();
            field.pause(3_000, 4_000);
        }
    }

    static void bounceAll(Field field) throws Exception {
        field.pause(1_000, 3_000);
        for (int i = 0; i < BrokerTrio.SIZE; i++) {
            field.brokers().broker(i).kill();
        }
        field.pause(1_000, 6_000);
        for (int i = 0; i < BrokerTrio.SIZE; i++) {
            field.brokers().broker(i).start();
        }
        field.brokers().awaitAll();
        field.pause(3_000, 4_000);
    }

    /** One hangs for longer than its session, and goes on. */
    static void pauseOne(Field field) throws Exception {
        field.pause(1_000, 3_000);
        BrokerProcess broker = field.brokers().broker(field.random().nextInt(BrokerTrio.SIZE));
        broker.pause();
        field.brokers().await(BrokerTrio.SIZE - 1);
        field.pause(10_000, 14_000);
        broker.resume();
        field.brokers().awaitAll();
        field.pause(3_000, 4_000);
    }

    /** Producing and committing fail now and then, with errors that pass, some although it was done. */
    static void err(Field field) throws Exception {
        trouble(field, Trouble.PASSING);
        trouble(field, Trouble.FENCED);
    }

    /** What is produced is refused for good for a while: threads end, and so must the process. */
    static void refuse(Field field) throws Exception {
        field.pause(1_000, 2_000);
        int before = field.instances().restarts();
        make(field, Trouble.FATAL);
        await().atMost(Duration.ofMinutes(10)).until(() -> {
            field.instances().supervise();
            return field.instances().restarts() > before;
        });
        make(field, Trouble.NONE);
        field.instances().heal();
        field.instances().awaitAllReady();
        field.pause(2_000, 3_000);
    }

    private static void trouble(Field field, Trouble trouble) throws Exception {
        field.pause(500, 1_500);
        int before = troubles(field);
        make(field, trouble);
        field.pause(8_000, 10_000);
        await().atMost(Duration.ofMinutes(10)).until(() -> troubles(field) > before + 1);
        make(field, Trouble.NONE);
        field.instances().awaitAllReady();
    }

    private static void make(Field field, Trouble trouble) {
        field.brokers()
                .fronts()
                .forEach(front -> front.make(trouble, field.random().nextLong()));
    }

    private static int troubles(Field field) {
        return field.brokers().fronts().stream().mapToInt(BrokerFront::troubles).sum();
    }
}
