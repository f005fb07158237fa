package dev.segue.bench.peer;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/** Starts a main class anew with Flink's build of RocksDB before that of Kafka Streams. */
final class FlinksOwnRocksDb {

    private static final String JAR = "frocksdbjni";

    private FlinksOwnRocksDb() {}

    static boolean isFirst() throws ClassNotFoundException {
        return Class.forName("org.rocksdb.RocksDB", false, FlinksOwnRocksDb.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains(JAR);
    }

    static void rerun(String main, String[] args) throws Exception {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .sorted(Comparator.comparing(entry -> !entry.contains(JAR)))
                .map(FlinksOwnRocksDb::url)
                .toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
