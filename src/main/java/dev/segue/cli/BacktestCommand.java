package dev.segue.cli;

import dev.segue.backtest.Backtest;
import dev.segue.backtest.ChangeLines;
import dev.segue.backtest.Tally;
import dev.segue.membership.Change;
import dev.segue.membership.Outcome;
import dev.segue.replay.EventLines;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Retention;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Override
    public Integer call() throws CommandFailed, IOException {
        PrintWriter err = spec.commandLine().getErr();
        SegmentSet set = DefinitionsFile.open(segments, err).compile(Limits.DEFAULT);
        Intake intake = new Intake();
        OptionalLong last = until == null ? OptionalLong.empty() : OptionalLong.of(until.toEpochMilli());
        try (TextFile text = TextFile.open(events);
                ChangeLines lines = new ChangeLines(spec.commandLine().getOut())) {
            EventLines read = new EventLines(text.reader(), Records::parse, intake);
            Tally tally = Backtest.run(set, Retention.DEFAULT, "", read, last, change -> write(lines, change));
            report(intake, tally, err);
        }
        return ExitCode.DONE.status();
    }

    private static void write(ChangeLines lines, Change change) {
        try {
            lines.write(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What did not simply take its place is said; a clean run says nothing. */
    private static void report(Intake intake, Tally tally, PrintWriter err) {
        Counts.printLeftOut(intake, err);
        line(err, tally.refused(), "impossible time");
        line(err, tally.afterUntil(), "after --until");
        line(err, tally.of(Outcome.DUPLICATE), "duplicate eventId");
        line(err, tally.of(Outcome.OUTDATED), "profile older than the one held");
    }

    private static void line(PrintWriter err, long count, String reason) {
        if (count > 0) {
            err.println("left out " + Counts.of(count, "record") + ": " + reason);
        }
    }
}
