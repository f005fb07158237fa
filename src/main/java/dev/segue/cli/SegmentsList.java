package dev.segue.cli;

import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.PublishedDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segue segments list}: what is published. */
@Command(name = "list", description = "Lists the published segments.")
final class SegmentsList implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Cluster cluster;

    @Override
    public Integer call() throws CommandFailed {
        try (PublishedSegments segments = new PublishedSegments(cluster.settings())) {
            lines(List.copyOf(segments.read().values()))
                    .forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.DONE.status();
    }

    private static List<String> lines(List<PublishedDefinition> all) {
        int widest = all.stream()
                .mapToInt(one -> one.definition().id().length())
                .max()
                .orElse(2);
        return all.stream().map(one -> line(one, widest)).toList();
    }

    private static String line(PublishedDefinition one, int widest) {
        SegmentDefinition definition = one.definition();
        String format = "%-" + widest + "s  version %-4d %s  %-9s  %s";
        return String.format(
                Locale.ROOT,
                format,
                definition.id(),
                definition.version(),
                Instant.ofEpochMilli(one.updatedAt()).truncatedTo(ChronoUnit.SECONDS),
                definition.tier() == null ? "-" : definition.tier(),
                definition.name());
    }
}
