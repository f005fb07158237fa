package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import dev.segue.event.Click;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** What can befall the directory in which an instance keeps its state. */
final class StateFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FEW_TABLES = 6;
    private static final long WITH_DATA = 4_096;
    private static final int BALLAST = 1_000;
    private static final int BALLAST_BYTES = 20_000;

    private StateFaults() {}

    /** Something done to a file of the state. */
    private interface Damage {

        void to(RandomAccessFile file, Random random) throws IOException;
    }

    static void lose(Field field) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(1_000, 3_000);
            field.instances().kill(i);
            if (files(field.instances().state(i)).isEmpty()) {
                field.findings().add("instance " + i + " had no state to lose");
            }
            delete(field.instances().state(i));
            field.instances().start(i);
            field.instances().awaitReady(i);
        }
    }

    static void truncate(Field field) throws Exception {
        damage(field, (file, random) -> file.setLength(file.length() / 2));
    }

    static void corrupt(Field field) throws Exception {
        damage(field, (file, random) -> {
            for (int flips = 0; flips < 1 + file.length() / 2_000; flips++) {
                flipOne(file, random);
            }
        });
    }

    /**
     * One bit is flipped in a few tables of RocksDB, whose files beside them are whole: the state opens, and what is wrong with it is met
     * only where it is read.
     */
    static void flip(Field field) throws Exception {
        long noticed = noticed(field);
        for (int i = 0; i < 2 * field.instances().count(); i++) {
            int instance = i % field.instances().count();
            field.pause(3_000, 5_000);
            field.instances().stop(instance);
            for (Path table : someTables(field, instance)) {
                damage(table, StateFaults::flipOne, field.random());
            }
            field.instances().start(instance);
            field.instances().awaitReady(instance);
        }
        field.pause(5_000, 6_000);
        if (noticed(field) == noticed) {
            field.findings().add("no instance said that its state was damaged");
        }
    }

    /** Of those that hold more than what every table has; there may be none yet. */
    private static List<Path> someTables(Field field, int instance) throws IOException {
        List<Path> tables = new ArrayList<>(files(field.instances().state(instance)));
        tables.removeIf(
                file -> !file.toString().endsWith(".sst") || file.toFile().length() < WITH_DATA);
        Collections.shuffle(tables, field.random());
        return tables.subList(0, Math.min(FEW_TABLES, tables.size()));
    }

    private static long noticed(Field field) throws IOException {
        long noticed = 0;
        for (int i = 0; i < field.instances().count(); i++) {
            noticed += noticed(field, i);
        }
        return noticed;
    }

    private static void flipOne(RandomAccessFile file, Random random) throws IOException {
        long at = random.nextLong(file.length());
        file.seek(at);
        int bits = file.read();
        file.seek(at);
        file.write(bits ^ 1 << random.nextInt(8));
    }

    /** Each stops cleanly, so that its state would be used again, and finds it damaged when it starts. */
    private static void damage(Field field, Damage damage) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(2_000, 4_000);
            field.instances().stop(i);
            for (Path file : files(field.instances().state(i))) {
                damage(file, damage, field.random());
            }
            long noticed = noticed(field, i);
            field.instances().start(i);
            field.instances().awaitReady(i);
            if (noticed(field, i) == noticed) {
                field.findings().add("instance " + i + " did not say that its state was damaged");
            }
        }
    }

    private static void damage(Path file, Damage damage, Random random) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            if (open.length() > 0) {
                damage.to(open, random);
            }
        }
    }

    /** How often it said that it removes its state, by itself or by Kafka Streams. */
    private static long noticed(Field field, int i) throws IOException {
        return field.instances().said(i, "it is removed and restored")
                + field.instances().said(i, "TaskCorruptedException")
                + field.instances().said(i, "ProcessorStateException");
    }

    /** What stores may keep in memory where they have to write soon. */
    static final String LITTLE_MEMORY = "16777216";

    /**
     * The disk of one instance is full when it has to take over the other's work. It has to end and say so; the other, once it
     * is back, goes on alone, and both do once there is room.
     */
    static void fillDisk(Field field) throws Exception {
        Path disk = field.instances().state(0);
        field.instances().stop(0);
        try {
            run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString());
        } catch (IOException e) {
            throw new TestAbortedException("A small disk cannot be mounted here: " + e.getMessage(), e);
        }
        try {
            field.instances().start(0);
            field.instances().awaitReady(0);
            fill(disk.resolve("filler"));
            int ended = field.instances().ends(1);
            field.instances().kill(1);
            // more than stays in memory
            sendBallast(field);
            await("the instance whose disk is full ends and says so")
                    .atMost(PATIENCE)
                    .until(() -> {
                        field.instances().supervise();
                        return field.instances().ends(1) > ended
                                && field.instances().said(0, "No space left on device") > 0;
                    });
            field.instances().start(1);
            field.instances().awaitReady(1);
            field.pause(8_000, 10_000);
            Files.delete(disk.resolve("filler"));
            field.instances().heal();
            field.instances().awaitAllReady();
            field.pause(3_000, 4_000);
            field.instances().stop(0);
        } finally {
            run("umount", "-l", disk.toString());
        }
        field.instances().start(0);
        field.instances().awaitReady(0);
    }

    /** Random, so that it is as long on disk, and that no segment asks for. */
    private static void sendBallast(Field field) throws Exception {
        byte[] much = new byte[BALLAST_BYTES];
        for (int n = 0; n < BALLAST; n++) {
            field.random().nextBytes(much);
            String customer = field.customers().own(Customers.OWN + n);
            long at = Traffic.BEGIN + field.load().count() * Traffic.STEP;
            Map<String, String> properties = Map.of("much", HexFormat.of().formatHex(much));
            field.cluster()
                    .send(new Click("ballast-" + n, customer, "ballast", at, null, null, null, null, null, properties));
        }
        field.cluster().flush();
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4_096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // it is full
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.trim());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
