package dev.segue.operation;

import dev.segue.metric.MetricsReference;
import dev.segue.metric.PrometheusMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/** All names that Segue, Kafka's clients and Java publish, and those that are recorded. */
final class PublishedNames {

    private static final Pattern ROW = Pattern.compile("\\| `(segue_\\w+)` \\| (\\w+) \\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
    private static final Pattern NOT_NAMES = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|on|group_left|group_right|without|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][\\w:]*(?!\\w*\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "inf", "nan");

    /** There once a state updater runs, or garbage was collected; a real Prometheus sees them. */
    private static final Set<String> LATER = Set.of(
            "kafka_stream_state_updater_active_restoring_tasks",
            "kafka_stream_state_updater_standby_updating_tasks",
            "jvm_gc_pause_seconds_sum");

    /** Prometheus makes these itself. */
    private static final Set<String> PROMETHEUS = Set.of("up", "ALERTS");

    private final Set<String> names = new TreeSet<>(PROMETHEUS);

    PublishedNames(Path folder) throws IOException {
        names.addAll(LATER);
        MetricsReference.markdown()
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> add(row.group(1), row.group(2)));
        Rules.recorded().forEach(names::add);
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("in").to("out");
        Map<String, Object> settings = Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "names",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:1",
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString());
        try (PrometheusMetrics metrics = new PrometheusMetrics(folder, List.of());
                KafkaStreams streams = new KafkaStreams(topology.build(), new StreamsConfig(settings))) {
            metrics.watch(streams);
            metrics.scrape()
                    .lines()
                    .map(TYPE::matcher)
                    .filter(Matcher::matches)
                    .forEach(type -> add(type.group(1), type.group(2)));
        }
    }

    private void add(String name, String type) {
        names.add(name);
        if (type.equals("histogram") || type.equals("summary")) {
            names.addAll(Set.of(name + "_bucket", name + "_sum", name + "_count", name + "_max"));
        }
    }

    /** The names in an expression that nobody publishes. */
    Set<String> unknownIn(String expression) {
        Set<String> unknown = new TreeSet<>();
        Matcher name = NAME.matcher(NOT_NAMES.matcher(expression).replaceAll(" "));
        while (name.find()) {
            if (!names.contains(name.group()) && !WORDS.contains(name.group())) {
                unknown.add(name.group());
            }
        }
        return unknown;
    }
}
