package dev.segue.bench.command;

import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** {@code bench/run smoke}. */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description =
                "Every benchmark once, tiny: whether they work and what Segue writes is right, not how fast it is.")
final class SmokeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        String few = "--customers=1000";
        int drain = Bench.run("drain", "--events=10000", few, "--runs=1", "--limit=30");
        int paced = Bench.run("paced", "--events=2000", few, "--rate=200", "--warm-up=1", "--seconds=3", "--limit=30");
        int restore = Bench.run("restore", "--events=10000", few, "--limit=30");
        int preview = Bench.run("preview", "--events=2000", few, "--rate=200", "--seconds=3", "--limit=30");
        return IntStream.of(drain, paced, restore, preview).max().getAsInt();
    }
}
