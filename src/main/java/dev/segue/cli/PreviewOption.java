package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.explain.preview.PreviewReport;
import dev.segue.explain.preview.PreviewTally;
import dev.segue.query.answer.PreviewJob;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a preview, which a running service makes. */
final class PreviewOption {

    private static final int MOST_DAYS = 400;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ServiceOption service;

    private int days;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Preview also how sizes would have moved over so many days. Default: 0.")
    void setDays(int days) {
        if (days < 0 || days > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days is from 0 to " + MOST_DAYS);
        }
        this.days = days;
    }

    /** Whether it was said where the service is. */
    boolean isServiceGiven() {
        return service.isGiven();
    }

    /** Prints what the definitions would make of the customers. */
    void print(String definitions, boolean prune, Settings settings) throws CommandFailed {
        ServiceApi api = service.service(settings);
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err, Progress.onTerminal(), System::currentTimeMillis, "customers");
        PreviewJob job = api.preview(
                definitions,
                prune,
                days,
                so -> progress.showWhenDue((double) so.customers() / Math.max(1, so.known()), so.customers()));
        progress.end(job.customers());
        PrintWriter out = spec.commandLine().getOut();
        out.print(PreviewReport.of(
                new PreviewTally(PreviewTally.State.DONE, job.clock(), job.customers(), 0, 0, job.segments())));
        out.flush();
    }
}
