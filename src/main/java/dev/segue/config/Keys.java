package dev.segue.config;

import dev.segue.rule.Limits;
import dev.segue.wire.Partitioner;
import dev.segue.wire.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** Every {@code segue.} key: name, type, default, what is allowed, and what it is for. */
final class Keys {

    static final String PREFIX = "segue.";

    static final String TOPIC_CLICKSTREAM = "segue.topic.clickstream";
    static final String TOPIC_PURCHASES = "segue.topic.purchases";
    static final String TOPIC_CUSTOMER_PROFILES = "segue.topic.customer-profiles";
    static final String TOPIC_SEGMENT_DEFINITIONS = "segue.topic.segment-definitions";
    static final String TOPIC_SEGMENT_CHANGES = "segue.topic.segment-changes";
    static final String TOPIC_SEGMENT_MEMBERSHIPS = "segue.topic.segment-memberships";
    static final String TOPIC_DEAD_LETTERS = "segue.topic.dead-letters";
    static final String TOPICS_CREATE = "segue.topics.create";
    static final String TOPICS_PARTITIONS = "segue.topics.partitions";
    static final String TOPICS_REPLICATION_FACTOR = "segue.topics.replication-factor";
    static final String INPUT_PARTITIONER = "segue.input.partitioner";
    static final String INPUT_MAX_BYTES = "segue.input.max-bytes";
    static final String MAX_FUTURE = "segue.max-future";
    static final String CLOCK = "segue.clock";
    static final String CLOCK_IDLE = "segue.clock.idle";
    static final String TICK = "segue.tick";
    static final String TIMELINE_RETENTION = "segue.timeline.retention";
    static final String TIMELINE_MAX_RETENTION = "segue.timeline.max-retention";
    static final String TIMELINE_MAX_ENTRIES = "segue.timeline.max-entries";
    static final String CACHE_CUSTOMERS = "segue.cache.customers";
    static final String STORE_MEMORY = "segue.store.memory-bytes";
    static final String RULES_MAX_COST = "segue.rules.max-cost";
    static final String RULES_MAX_SET_COST = "segue.rules.max-set-cost";
    static final String HOLDOUT_SEED = "segue.holdout.seed";
    static final String BACKFILL_SLICE = "segue.backfill.slice";
    static final String HTTP_HOST = "segue.http.host";
    static final String HTTP_PORT = "segue.http.port";
    static final String HTTP_THREADS = "segue.http.threads";
    static final String SHUTDOWN_TIMEOUT = "segue.shutdown.timeout";

    static final ConfigDef.NonEmptyString TEXT = new ConfigDef.NonEmptyString();

    private Keys() {}

    static ConfigDef definition() {
        ConfigDef keys = new ConfigDef();
        topics(new Group(keys, "Topics"));
        input(new Group(keys, "Input"));
        clock(new Group(keys, "Clock"));
        timeline(new Group(keys, "Timelines"));
        rules(new Group(keys, "Rules"));
        HttpKeys.define(new Group(keys, "HTTP"));
        AccessKeys.define(new Group(keys, "Access"));
        service(new Group(keys, "Service"));
        return keys;
    }

    private static void topics(Group group) {
        Validator name = new TopicName();
        Topics names = Topics.DEFAULT;
        group.key(TOPIC_CLICKSTREAM, Type.STRING, names.clickstream(), name, "Topic of the clicks.");
        group.key(TOPIC_PURCHASES, Type.STRING, names.purchases(), name, "Topic of the purchases and refunds.");
        group.key(TOPIC_CUSTOMER_PROFILES, Type.STRING, names.customerProfiles(), name, "Topic of the profiles.");
        group.key(
                TOPIC_SEGMENT_DEFINITIONS,
                Type.STRING,
                names.segmentDefinitions(),
                name,
                "Topic of the segment definitions; one partition.");
        group.key(TOPIC_SEGMENT_CHANGES, Type.STRING, names.segmentChanges(), name, "Topic of the changes.");
        group.key(
                TOPIC_SEGMENT_MEMBERSHIPS, Type.STRING, names.segmentMemberships(), name, "Topic of the memberships.");
        group.key(TOPIC_DEAD_LETTERS, Type.STRING, names.deadLetters(), name, "Topic of the records refused.");
        group.key(TOPICS_CREATE, Type.BOOLEAN, false, null, "Whether to create the topics that are missing.");
        group.key(
                TOPICS_PARTITIONS,
                Type.INT,
                6,
                Range.atLeast(1),
                "Partitions of the topics created; segment-definitions always has one.");
        group.key(
                TOPICS_REPLICATION_FACTOR,
                Type.SHORT,
                (short) -1,
                new Replication(),
                "Replicas of the topics created; -1 for the broker's default.");
    }

    private static void input(Group group) {
        group.key(
                INPUT_PARTITIONER,
                Type.STRING,
                code(Partitioner.MURMUR2),
                OneOf.of(Partitioner.values()),
                "How the producers of the inputs choose partitions: murmur2 is Kafka's default, crc32 librdkafka's. A"
                        + " record elsewhere is a dead letter, and look-ups go by it.");
        group.key(
                INPUT_MAX_BYTES,
                Type.INT,
                256 * 1024,
                Range.between(1024, 900 * 1024),
                "Longest value, in bytes, that is taken in; a longer one is a dead letter, since it would not fit into"
                        + " the state's changelog.");
        group.key(
                MAX_FUTURE,
                Type.STRING,
                "5m",
                Time.orNone(),
                "How far ahead of the wall clock an event may be dated; past that it is a dead letter.");
    }

    private static void clock(Group group) {
        group.key(
                CLOCK,
                Type.STRING,
                code(ClockMode.LIVE),
                OneOf.of(ClockMode.values()),
                "What moves a task's clock: with live, events and, once all input is processed, the wall clock; with"
                        + " event, events alone, for replays and tests.");
        group.key(
                CLOCK_IDLE,
                Type.STRING,
                "200ms",
                Time.orNone(),
                "How long no record must have come before a live clock follows the wall clock.");
        group.key(
                TICK, Type.STRING, "50ms", Time.positive(), "How often customers are looked for whose time has come.");
    }

    private static void timeline(Group group) {
        group.key(
                TIMELINE_RETENTION,
                Type.STRING,
                "90d",
                Time.positive(),
                "How long entries are kept; raised to the longest window of any rule.");
        group.key(
                TIMELINE_MAX_RETENTION,
                Type.STRING,
                "400d",
                Time.positive(),
                "How far the retention may be raised; a rule with a longer window is refused.");
        group.key(
                TIMELINE_MAX_ENTRIES,
                Type.INT,
                10_000,
                Range.atLeast(1),
                "Entries kept of one customer; past that the oldest are folded into buckets and results are no longer"
                        + " exact.");
        group.key(
                CACHE_CUSTOMERS,
                Type.INT,
                10_000,
                Range.atLeast(0),
                "Customers that each task keeps decoded in memory, while all tasks together take no more than a quarter of"
                        + " the heap for it; 0 for none.");
        group.key(
                STORE_MEMORY,
                Type.LONG,
                256L << 20,
                Range.atLeast(16L << 20),
                "Memory outside the heap, in bytes, that all state stores of the process share for caches and write"
                        + " buffers. Not in force where rocksdb.config.setter names another class.");
    }

    private static void rules(Group group) {
        group.key(
                RULES_MAX_COST,
                Type.LONG,
                Limits.DEFAULT.maxCost(),
                Range.atLeast(1),
                "Greatest estimated cost of one evaluation of one rule; a dearer one is refused.");
        group.key(
                RULES_MAX_SET_COST,
                Type.LONG,
                Limits.DEFAULT.maxSetCost(),
                Range.atLeast(1),
                "Greatest estimated cost of all rules together; a dearer set is refused.");
        group.key(
                HOLDOUT_SEED,
                Type.STRING,
                "segue",
                TEXT,
                "Decides who is in the holdout arms; another seed draws other customers.");
        group.key(
                BACKFILL_SLICE,
                Type.STRING,
                "20ms",
                Time.positive(),
                "How long a task may at a stretch apply new rules to the customers it knows, before it turns to records"
                        + " again.");
    }

    private static void service(Group group) {
        group.key(
                SHUTDOWN_TIMEOUT,
                Type.STRING,
                "25s",
                Time.positive(),
                "How long a clean stop may take; keep it below the grace period of whatever stops Segue.");
    }

    /** A constant's name as settings write it. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Keys that belong together. */
    record Group(ConfigDef keys, String name) {

        void key(String key, Type type, Object standard, Validator allowed, String purpose) {
            int order = keys.names().size();
            keys.define(key, type, standard, allowed, Importance.MEDIUM, purpose, name, order, Width.MEDIUM, key);
        }
    }

    /** A duration, of any length or of some. */
    record Time(boolean zero, Duration most) implements Validator {

        static Time orNone() {
            return new Time(true, null);
        }

        static Time positive() {
            return new Time(false, null);
        }

        static Time atMost(Duration most) {
            return new Time(true, most);
        }

        @Override
        public void ensureValid(String key, Object value) {
            try {
                Duration given = Durations.parse((String) value);
                if (given.isZero() && !zero) {
                    throw new ConfigException(key, value, "must be longer than nothing");
                }
                if (most != null && given.compareTo(most) > 0) {
                    throw new ConfigException(key, value, "must be at most " + most.toMinutes() + "m");
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key, value, e.getMessage());
            }
        }

        @Override
        public String toString() {
            String any = zero ? "duration" : "duration, not 0";
            return most == null ? any : any + ", at most " + most.toMinutes() + "m";
        }
    }

    private record OneOf(String codes, ConfigDef.ValidString allowed) implements Validator {

        static OneOf of(Enum<?>[] constants) {
            String[] codes = Arrays.stream(constants).map(Keys::code).toArray(String[]::new);
            return new OneOf(String.join(", ", codes), ConfigDef.ValidString.in(codes));
        }

        @Override
        public void ensureValid(String key, Object value) {
            allowed.ensureValid(key, value);
        }

        @Override
        public String toString() {
            return codes;
        }
    }

    private record TopicName() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            try {
                Topic.validate((String) value);
            } catch (InvalidTopicException e) {
                throw new ConfigException(key, value, e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "topic name";
        }
    }

    private record Replication() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            short replicas = (short) value;
            if (replicas < 1 && replicas != -1) {
                throw new ConfigException(key, value, "must be at least 1, or -1");
            }
        }

        @Override
        public String toString() {
            return "-1, [1,...]";
        }
    }
}
