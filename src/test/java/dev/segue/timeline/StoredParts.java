package dev.segue.timeline;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Parts in memory, for tests. */
public final class StoredParts implements Parts {

    private final NavigableMap<Integer, byte[]> parts = new TreeMap<>();
    private long bytesPut;

    @Override
    public byte[] get(int part) {
        return parts.get(part);
    }

    @Override
    public void each(int from, int to, Visitor visitor) {
        parts.subMap(from, to).forEach(visitor::visit);
    }

    @Override
    public void put(int part, byte[] bytes) {
        if (bytes == null) {
            parts.remove(part);
        } else {
            parts.put(part, bytes);
            bytesPut += bytes.length;
        }
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Bytes held now. */
    public long size() {
        return parts.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** Bytes ever put. */
    public long bytesPut() {
        return bytesPut;
    }

    public Map<Integer, byte[]> all() {
        return parts;
    }
}
