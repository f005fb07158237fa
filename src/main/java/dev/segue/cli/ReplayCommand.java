package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.event.CustomerEvent;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.Loader;
import dev.segue.replay.Metronome;
import dev.segue.replay.Pace;
import dev.segue.replay.TextFile;
import dev.segue.wire.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code segue replay}: loads a file into the topics. */
@Command(name = "replay", description = "Loads a file of events, plain or gzip, into the input topics.")
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The events.")
    private Path path;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            converter = FormatOption.class,
            description = "One of jsonl, uci-online-retail, rees46. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            converter = PaceOption.class,
            description = "How many times faster than it happened. Default: ${DEFAULT-VALUE}.")
    private Pace pace;

    @Mixin
    private Cluster cluster;

    @Override
    public Integer call() throws CommandFailed, IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = cluster.settings();
        Intake intake = new Intake();
        try (TextFile file = TextFile.open(path);
                Registry registry = Registry.connect(settings.registryProperties());
                Loader loader = new Loader(
                        Cluster.client(settings),
                        settings.topics(),
                        settings.input().partitioner(),
                        registry)) {
            Iterator<CustomerEvent> events = format.read(file, intake);
            Cluster.contacting(registry, () -> {
                loader.prepare();
                return true;
            });
            Progress progress = new Progress(err, Progress.onTerminal(), System::currentTimeMillis, "records");
            replay(events, loader, intake, () -> progress.showWhenDue(file.progress(), intake.total()));
            loader.flush();
            progress.end(intake.total());
        } finally {
            summarize(intake, err);
        }
        return ExitCode.DONE.status();
    }

    private void replay(Iterator<CustomerEvent> events, Loader loader, Intake intake, Runnable progress)
            throws InterruptedException {
        Metronome metronome = new Metronome(pace);
        while (events.hasNext()) {
            CustomerEvent event = events.next();
            metronome.await(event);
            loader.load(event, System.currentTimeMillis());
            intake.count(event);
            progress.run();
        }
    }

    private static void summarize(Intake intake, PrintWriter err) {
        String kinds = intake.events().entrySet().stream()
                .map(kind -> Counts.of(kind.getValue(), kind.getKey()))
                .collect(Collectors.joining(", "));
        err.println("loaded " + Counts.of(intake.total(), "record") + (kinds.isEmpty() ? "" : ": " + kinds));
        Counts.printLeftOut(intake, err);
    }

    /** Reads a {@link Pace}. */
    static final class PaceOption implements ITypeConverter<Pace> {

        @Override
        public Pace convert(String text) {
            try {
                return Pace.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
