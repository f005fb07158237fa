package dev.segue.bench.peer;

import dev.segue.bench.peer.flink.SegmentsJob;

/** Apache Flink with state as objects on the heap: the fastest that Flink does, as long as the state fits. */
public final class FlinkHeap {

    private FlinkHeap() {}

    public static void main(String[] args) throws Exception {
        FlinksOwnLibraries.check();
        SegmentsJob.run(PeerSettings.read(args), SegmentsJob.backend("hashmap"));
    }
}
