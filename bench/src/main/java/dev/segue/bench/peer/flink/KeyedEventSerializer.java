package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.history.ShopEvent;
import dev.segue.bench.peer.history.ShopEvent.Kind;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Events between tasks and while they wait for the watermark, field by field. */
public final class KeyedEventSerializer extends ValueSerializer<KeyedEvent> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public KeyedEvent copy(KeyedEvent from) {
        return from;
    }

    @Override
    public void serialize(KeyedEvent keyed, DataOutputView out) throws IOException {
        StringValue.writeString(keyed.customerId(), out);
        out.writeInt(keyed.partition());
        out.writeLong(keyed.offset());
        ShopEvent event = keyed.event();
        out.writeByte(event.kind().ordinal());
        StringValue.writeString(event.eventId(), out);
        out.writeLong(event.eventHash());
        out.writeLong(event.occurredAt());
        if (event.kind().isOrder()) {
            out.writeLong(event.order());
            out.writeLong(event.amount());
        } else {
            StringValue.writeString(event.category(), out);
        }
    }

    @Override
    public KeyedEvent deserialize(DataInputView in) throws IOException {
        String customerId = StringValue.readString(in);
        int partition = in.readInt();
        long offset = in.readLong();
        Kind kind = Kind.of(in.readByte());
        String eventId = StringValue.readString(in);
        long eventHash = in.readLong();
        long occurredAt = in.readLong();
        ShopEvent event = kind.isOrder()
                ? new ShopEvent(kind, eventId, eventHash, occurredAt, null, in.readLong(), in.readLong())
                : new ShopEvent(kind, eventId, eventHash, occurredAt, StringValue.readString(in), 0, 0);
        return new KeyedEvent(customerId, partition, offset, event);
    }

    @Override
    public TypeSerializerSnapshot<KeyedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a savepoint keeps of the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyedEvent> {
        public Snapshot() {
            super(KeyedEventSerializer::new);
        }
    }
}
