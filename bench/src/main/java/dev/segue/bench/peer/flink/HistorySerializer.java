package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.history.CustomerHistory;
import dev.segue.bench.peer.history.HistoryCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A customer's history in keyed state: the same compact bytes that the other exact peers keep. */
public final class HistorySerializer extends ValueSerializer<CustomerHistory> {

    private static final long serialVersionUID = 1;
    /** Snapshots of state on the heap are written by threads of their own. */
    private static final ThreadLocal<HistoryCodec> CODEC = ThreadLocal.withInitial(HistoryCodec::new);

    @Override
    public CustomerHistory copy(CustomerHistory from) {
        HistoryCodec codec = CODEC.get();
        return codec.decode(codec.encode(from));
    }

    @Override
    public void serialize(CustomerHistory history, DataOutputView out) throws IOException {
        byte[] bytes = CODEC.get().encode(history);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public CustomerHistory deserialize(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return CODEC.get().decode(bytes);
    }

    @Override
    public TypeSerializerSnapshot<CustomerHistory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a savepoint keeps of the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerHistory> {
        public Snapshot() {
            super(HistorySerializer::new);
        }
    }
}
