package dev.segue.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** What can befall the directory in which an instance keeps its state. */
final class StateFaults {

    private StateFaults() {}

    /** Something done to a file of the state. */
    private interface Damage {

        void to(RandomAccessFile file, Random random) throws IOException;
    }

    static void lose(Field field) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(1_000, 3_000);
            field.instances().kill(i);
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
                long at = random.nextLong(file.length());
                file.seek(at);
                int bits = file.read();
                file.seek(at);
                file.write(bits ^ 1 << random.nextInt(8));
            }
        });
    }

    /** Each stops cleanly, so that its state would be used again, and finds it damaged when it starts. */
    private static void damage(Field field, Damage damage) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(2_000, 4_000);
            field.instances().stop(i);
            for (Path file : files(field.instances().state(i))) {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    if (open.length() > 0) {
                        damage.to(open, field.random());
                    }
                }
            }
            field.instances().start(i);
            field.instances().awaitReady(i);
        }
    }

    /**
     * The disk of one instance is full when it has to take over the other's work. It has to end and say so; the other, once it
     * is back, goes on alone, and both do once there is room.
     */
    static void fillDisk(Field field) throws Exception {
        Path disk = field.instances().state(0);
        field.instances().stop(0);
        try {
            run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        } catch (IOException e) {
            throw new TestAbortedException("A small disk cannot be mounted here: " + e.getMessage(), e);
        }
        try {
            field.instances().start(0);
            field.instances().awaitReady(0);
            fill(disk.resolve("filler"));
            field.instances().kill(1);
            field.pause(8_000, 10_000);
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
