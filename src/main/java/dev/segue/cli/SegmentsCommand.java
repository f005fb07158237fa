package dev.segue.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code segue segments}: the definitions, in a file and as published. */
@Command(
        name = "segments",
        description = "Checks, previews and publishes segment definitions.",
        subcommands = {
            SegmentsValidate.class,
            SegmentsApply.class,
            SegmentsList.class,
            SegmentsDiff.class,
        })
final class SegmentsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command? There are validate, apply, list, diff");
    }
}
