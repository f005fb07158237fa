package dev.segue.bench.peer.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to write events by {@link KeyedEventSerializer}. */
final class KeyedEventType extends TypeInformation<KeyedEvent> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<KeyedEvent> getTypeClass() {
        return KeyedEvent.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<KeyedEvent> createSerializer(SerializerConfig config) {
        return new KeyedEventSerializer();
    }

    @Override
    public String toString() {
        return "KeyedEvent";
    }

    @Override
    public boolean equals(Object other) {
        return canEqual(other);
    }

    @Override
    public int hashCode() {
        return KeyedEvent.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof KeyedEventType;
    }
}
