package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.PublishedDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue segments list}: what is published. */
@Command(
        name = "list",
        description = "Lists the published segments: version, when it was published, tier, how many customers are in it"
                + " where a service answers that knows, name.")
final class SegmentsList implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Cluster cluster;

    @Mixin
    private ServiceOption service;

    @Override
    public Integer call() throws CommandFailed {
        Settings settings = cluster.settings();
        List<PublishedDefinition> all;
        try (PublishedSegments segments = new PublishedSegments(settings)) {
            all = List.copyOf(segments.read().values());
        }
        Map<String, Long> sizes = all.isEmpty() ? Map.of() : sizes(settings);
        lines(all, sizes).forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE.status();
    }

    /** None where no service answers; that is a failure only if it was said where it is. */
    private Map<String, Long> sizes(Settings settings) throws CommandFailed {
        try {
            return service.service(settings).sizes();
        } catch (CommandFailed e) {
            if (service.isGiven()) {
                throw e;
            }
            spec.commandLine().getErr().println("no sizes: " + e.getMessage());
            return Map.of();
        }
    }

    private static List<String> lines(List<PublishedDefinition> all, Map<String, Long> sizes) {
        int widest = all.stream()
                .mapToInt(one -> one.definition().id().length())
                .max()
                .orElse(2);
        return all.stream().map(one -> line(one, widest, sizes)).toList();
    }

    private static String line(PublishedDefinition one, int widest, Map<String, Long> sizes) {
        SegmentDefinition definition = one.definition();
        String format = "%-" + widest + "s  version %-4d %s  %-9s  %s%s";
        return String.format(
                Locale.ROOT,
                format,
                definition.id(),
                definition.version(),
                Instant.ofEpochMilli(one.updatedAt()).truncatedTo(ChronoUnit.SECONDS),
                definition.tier() == null ? "-" : definition.tier(),
                sizes.isEmpty() ? "" : String.format(Locale.ROOT, "%,12d  ", sizes.getOrDefault(definition.id(), 0L)),
                definition.name());
    }
}
