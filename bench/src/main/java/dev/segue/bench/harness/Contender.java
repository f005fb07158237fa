package dev.segue.bench.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who is measured. All but Segue are classes with a main method that takes one properties file. */
public enum Contender {
    SEGUE("segue", null, Order.AS_READ),
    STREAMS_DSL("streams-dsl", "peer.StreamsDsl", Order.AS_READ),
    PROCESSOR_API("processor-api", "peer.ProcessorApi", Order.AS_READ),
    PROCESSOR_API_UNCACHED("processor-api-uncached", "peer.ProcessorApiUncached", Order.AS_READ),
    FLINK_HEAP("flink-heap", "peer.FlinkHeap", Order.BY_TIME),
    FLINK_ROCKSDB("flink-rocksdb", "peer.FlinkRocksDb", Order.BY_TIME),
    CONSUME("consume-and-decode", "limit.ConsumeAndDecode", Order.NONE),
    FORWARD_SOME("forward-2-percent", "limit.ForwardSome", Order.NONE),
    FORWARD_ALL("forward-all", "limit.ForwardAll", Order.NONE),
    PUT_ON_DISK("put-250-b-rocksdb", "limit.PutOnDisk", Order.NONE),
    PUT_IN_MEMORY("put-250-b-memory", "limit.PutInMemory", Order.NONE);

    /** The order in which a contender takes a customer's events, which decides what is right for those that are late. */
    public enum Order {
        /** As the two topics of a partition are merged by the times of their next records; the clock is the partition's. */
        AS_READ,
        /** By event time: nothing is late. */
        BY_TIME,
        /** It makes no changes. */
        NONE
    }

    private static final String PACKAGE = "dev.segue.bench.";

    private final String label;
    private final String main;
    private final Order order;

    Contender(String label, String main, Order order) {
        this.label = label;
        this.main = main;
        this.order = order;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Contender of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contender " + label + ", but: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(one -> one.label).toList())));
    }

    public String label() {
        return label;
    }

    /** As in results. */
    @Override
    public String toString() {
        return label;
    }

    public Order order() {
        return order;
    }

    /** Whether it is part of this build. */
    public boolean isThere() {
        return mainClass()
                .map(name -> Contender.class.getResource("/" + name.replace('.', '/') + ".class") != null)
                .orElse(true);
    }

    /** Whether it reads segment definitions, and so can do others than the ten. */
    public boolean readsDefinitions() {
        return this == SEGUE;
    }

    /** The class that is run; empty for Segue's own jar. */
    Optional<String> mainClass() {
        return Optional.ofNullable(main).map(name -> PACKAGE + name);
    }

    /** Flink needs two libraries in builds of its own, which come before those of all others. */
    String classPath() {
        String all = System.getProperty("java.class.path");
        return label.startsWith("flink")
                ? Path.of(System.getProperty("bench.home"), "target", "flink", "*") + File.pathSeparator + all
                : all;
    }

    /** What Flink needs of a Java that guards its own classes. */
    List<String> javaOptions() {
        return label.startsWith("flink")
                ? List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.time=ALL-UNNAMED")
                : List.of();
    }
}
