package dev.segue.cluster;

import dev.segue.demo.EmbeddedBroker;

/** Where a {@link TestCluster} has its topics. */
public interface Brokers extends AutoCloseable {

    String bootstrapServers();

    /** How many of them keep each record. */
    short replicas();

    @Override
    void close();

    /** One broker, in this process. */
    static Brokers embedded(EmbeddedBroker broker) {
        return new Brokers() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public short replicas() {
                return 1;
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
