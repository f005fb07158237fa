package dev.segue.check;

import dev.segue.avro.SegmentChange;

/** Where a record lies. */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

    /** Where the record lies that triggered the change. */
    static Place of(SegmentChange change) {
        return new Place(
                change.getTrigger().getTopic(),
                change.getTrigger().getPartition(),
                change.getTrigger().getOffset());
    }

    @Override
    public int compareTo(Place other) {
        int byTopic = topic.compareTo(other.topic);
        int byPartition = byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
