package dev.segue.assignment.store;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the {@link CustomerStore} of each task in front of the store that another builder builds. */
public record CustomerStoreBuilder(StoreBuilder<KeyValueStore<Bytes, byte[]>> behind, int capacity)
        implements StoreBuilder<CustomerStore> {

    @Override
    public CustomerStore build() {
        return new CustomerStore(behind.build(), capacity);
    }

    @Override
    public StoreBuilder<CustomerStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<CustomerStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<CustomerStore> withLoggingEnabled(Map<String, String> config) {
        return new CustomerStoreBuilder(behind.withLoggingEnabled(config), capacity);
    }

    @Override
    public StoreBuilder<CustomerStore> withLoggingDisabled() {
        return new CustomerStoreBuilder(behind.withLoggingDisabled(), capacity);
    }

    @Override
    public Map<String, String> logConfig() {
        return behind.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return behind.loggingEnabled();
    }

    @Override
    public String name() {
        return behind.name();
    }
}
