package dev.segue.fault;

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
        field.pause(10_000, 14_000);
        broker.resume();
        field.brokers().awaitAll();
        field.pause(3_000, 4_000);
    }
}
