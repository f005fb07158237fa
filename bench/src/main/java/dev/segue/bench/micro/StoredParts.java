package dev.segue.bench.micro;

import dev.segue.timeline.Parts;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A customer's parts in memory; counts what is written. */
final class StoredParts implements Parts {

    private final NavigableMap<Integer, byte[]> parts = new TreeMap<>();
    private long writtenBytes;

    StoredParts copy() {
        StoredParts copy = new StoredParts();
        copy.parts.putAll(parts);
        return copy;
    }

    /** What the parts hold, without keys. */
    long bytes() {
        return parts.values().stream().mapToLong(part -> part.length).sum();
    }

    /** What was ever put. */
    long writtenBytes() {
        return writtenBytes;
    }

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
            writtenBytes += bytes.length;
        }
    }
}
