package dev.segue.cli;

import dev.segue.catalog.Edition;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.config.Settings;
import dev.segue.wire.PublishedDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue segments apply}: publishes a file as one set. */
@Command(
        name = "apply",
        description =
                "Publishes a file of segment definitions, in one transaction and as one set. Segments that say the "
                        + "same as before are not written; published segments that the file lacks stay, unless --prune.",
        footer = "%nWith --dry-run nothing is published: a running service says what would become of the customers.")
final class SegmentsApply implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Segment definitions, YAML or JSON.")
    private Path file;

    @Option(names = "--prune", description = "Retire the published segments that the file lacks.")
    private boolean prune;

    @Option(
            names = "--dry-run",
            description = "Publish nothing; print what would be done, and what that would make of the customers:"
                    + " sizes, who would enter and who leave.")
    private boolean dryRun;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who publishes. Default: ${DEFAULT-VALUE}.")
    private String author;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why the definitions are changed.")
    private String comment;

    @Mixin
    private Cluster cluster;

    @Mixin
    private PreviewOption preview;

    @Override
    public Integer call() throws CommandFailed {
        DefinitionsFile definitions =
                DefinitionsFile.open(file, spec.commandLine().getErr());
        var wanted = definitions.definitions();
        Settings settings = cluster.settings();
        if (dryRun) {
            return tryOut(definitions, settings);
        }
        try (PublishedSegments segments = new PublishedSegments(settings);
                Publication publication = segments.begin()) {
            Edition edition = new Edition(System.currentTimeMillis(), author, comment);
            Revision revision = Revision.plan(segments.read(), wanted, prune, edition);
            definitions.compile(revision.definitions(), settings.limits());
            publication.publish(revision, System::currentTimeMillis);
            print(revision, spec.commandLine().getOut());
        }
        return ExitCode.DONE.status();
    }

    private int tryOut(DefinitionsFile definitions, Settings settings) throws CommandFailed {
        Revision revision;
        try (PublishedSegments segments = new PublishedSegments(settings)) {
            Edition edition = new Edition(System.currentTimeMillis(), author, comment);
            revision = Revision.plan(segments.read(), definitions.definitions(), prune, edition);
        }
        definitions.compile(revision.definitions(), settings.limits());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Dry run: nothing is published.");
        print(revision, out);
        if (!revision.writes().isEmpty()) {
            out.println();
            preview.print(definitions.text(), prune, settings);
        }
        return ExitCode.DONE.status();
    }

    private static void print(Revision revision, PrintWriter out) {
        revision.created().forEach(one -> out.println("created    " + named(one)));
        revision.changed().forEach(one -> out.println("changed    " + named(one)));
        revision.unchanged().forEach(id -> out.println("unchanged  " + id));
        revision.retired().forEach(id -> out.println("retired    " + id));
    }

    private static String named(PublishedDefinition one) {
        return one.definition().id() + "  version " + one.definition().version();
    }
}
