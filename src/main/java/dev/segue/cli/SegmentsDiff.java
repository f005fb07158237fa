package dev.segue.cli;

import dev.segue.catalog.Difference;
import dev.segue.config.Settings;
import dev.segue.wire.PublishedDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue segments diff}: what applying a file would change. */
@Command(
        name = "diff",
        description = "Prints how a file of segment definitions differs from what is published; nothing where it does "
                + "not. Segments that the file lacks show as removed: `apply --prune` would retire them.",
        footer = "%nWhere a service answers, what `apply` without --prune would make of the customers follows.")
final class SegmentsDiff implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Segment definitions, YAML or JSON.")
    private Path file;

    @Mixin
    private Cluster cluster;

    @Mixin
    private PreviewOption preview;

    @Option(names = "--no-preview", description = "Ask no service what would become of the customers.")
    private boolean noPreview;

    @Override
    public Integer call() throws CommandFailed {
        DefinitionsFile definitions =
                DefinitionsFile.open(file, spec.commandLine().getErr());
        var wanted = definitions.definitions();
        Settings settings = cluster.settings();
        List<String> lines;
        try (PublishedSegments segments = new PublishedSegments(settings)) {
            var published = segments.read().values().stream()
                    .map(PublishedDefinition::definition)
                    .toList();
            lines = Difference.lines(published, wanted);
        }
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        if (!lines.isEmpty() && !noPreview) {
            out.println();
            preview(definitions, settings);
        }
        return ExitCode.DONE.status();
    }

    /** A service that is not there is no failure, unless it was said where it is. */
    private void preview(DefinitionsFile definitions, Settings settings) throws CommandFailed {
        try {
            preview.print(definitions.text(), false, settings);
        } catch (CommandFailed e) {
            if (preview.isServiceGiven()) {
                throw e;
            }
            spec.commandLine().getErr().println("no preview: " + e.getMessage());
        }
    }
}
