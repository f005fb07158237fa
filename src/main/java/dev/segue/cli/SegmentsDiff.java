package dev.segue.cli;

import dev.segue.catalog.Difference;
import dev.segue.wire.PublishedDefinition;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue segments diff}: what applying a file would change. */
@Command(
        name = "diff",
        description = "Prints how a file of segment definitions differs from what is published; nothing where it does "
                + "not. Segments that the file lacks show as removed: `apply --prune` would retire them.")
final class SegmentsDiff implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Segment definitions, YAML or JSON.")
    private Path file;

    @Mixin
    private Cluster cluster;

    @Override
    public Integer call() throws CommandFailed {
        var definitions =
                DefinitionsFile.open(file, spec.commandLine().getErr()).definitions();
        try (PublishedSegments segments = new PublishedSegments(cluster.settings())) {
            var published = segments.read().values().stream()
                    .map(PublishedDefinition::definition)
                    .toList();
            Difference.lines(published, definitions).forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.DONE.status();
    }
}
