package dev.segue.cli;

import dev.segue.rule.SegmentSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue segments validate}: says everything that is wrong with a file, without Kafka. */
@Command(name = "validate", description = "Checks a file of segment definitions; needs no Kafka.")
final class SegmentsValidate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Segment definitions, YAML or JSON.")
    private Path file;

    @Mixin
    private ConfigFile config;

    @Override
    public Integer call() throws CommandFailed {
        var console = spec.commandLine();
        SegmentSet set = DefinitionsFile.open(file, console.getErr())
                .compile(config.load().limits());
        int count = set.segments().size();
        console.getOut().println(file + ": " + Counts.of(count, "segment") + ", no problems");
        return ExitCode.DONE.status();
    }
}
