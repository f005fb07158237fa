package dev.segue.cli;

import dev.segue.backtest.Backtest;
import dev.segue.backtest.Tally;
import dev.segue.config.Settings;
import dev.segue.membership.Change;
import dev.segue.membership.Outcome;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import dev.segue.rule.SegmentSet;
import dev.segue.wire.Outbox;
import dev.segue.wire.json.JsonForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue backtest}: what a set of segments would have made of a history. */
@Command(
        name = "backtest",
        description = "Prints every change that segments would have made of a file of events; needs no Kafka.")
final class BacktestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--segments", paramLabel = "FILE", required = true, description = "Segment definitions.")
    private Path segments;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            required = true,
            description = "Events as JSON Lines, plain or gzip, in the order in which they are to be read.")
    private Path events;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "The last instant that is evaluated, as 2026-01-31T00:00:00Z or in epoch milliseconds; "
                    + "events after it are left out. Default: the time of the latest event.")
    private Instant until;

    @Mixin
    private ConfigFile config;

    @Override
    public Integer call() throws CommandFailed, IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = config.load();
        SegmentSet set = DefinitionsFile.open(segments, err).compile(settings.limits());
        OptionalLong last = until == null ? OptionalLong.empty() : OptionalLong.of(until.toEpochMilli());
        Intake intake = new Intake();
        try (TextFile file = TextFile.open(events)) {
            Tally tally = Backtest.run(
                    set,
                    settings.retention(),
                    settings.holdoutSeed(),
                    Format.JSONL.read(file, intake),
                    last,
                    change -> out.println(line(change)));
            report(intake, tally, err);
        }
        return ExitCode.DONE.status();
    }

    /** Of a backtest there is no other time than that of the events: a change is detected when it occurs. */
    private static String line(Change change) {
        return JsonForm.write(Outbox.recordOf(change, change.occurredAt())).toString();
    }

    /** What did not simply take its place is said; a clean run says nothing. */
    private static void report(Intake intake, Tally tally, PrintWriter err) {
        Counts.printLeftOut(intake, err);
        count(err, tally.afterUntil(), "after --until");
        count(err, tally.of(Outcome.DUPLICATE), "duplicate eventId");
        count(err, tally.of(Outcome.OUTDATED), "profile older than the one held");
    }

    private static void count(PrintWriter err, long count, String reason) {
        if (count > 0) {
            err.println("left out " + Counts.of(count, "record") + ": " + reason);
        }
    }
}
