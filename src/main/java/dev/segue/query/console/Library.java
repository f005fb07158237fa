package dev.segue.query.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A file of a library that the console uses, out of the artifact that brings it.
 *
 * @param name what it is imported by, as in {@code preact/hooks}
 * @param path where it is served, below the console's own files; that of another version is another
 * @param resource where it lies on the class path
 */
record Library(String name, String path, String resource) {

    private static final String WEBJAR = "META-INF/resources/webjars/";
    private static final String MVNPM = "META-INF/resources/_static/";

    /** What is imported by name, by the pages and by one another. */
    static final List<Library> MODULES = List.of(
            module("preact", "preact", "dist/preact.module.js"),
            module("preact/hooks", "preact", "hooks/dist/hooks.module.js"),
            of("htm", ".js", "org.mvnpm", "htm", MVNPM, "dist/htm.module.js"),
            module("uplot", "uplot", "dist/uPlot.esm.js"),
            module("@codemirror/state", "codemirror__state", "dist/index.js"),
            module("@codemirror/view", "codemirror__view", "dist/index.js"),
            module("@codemirror/language", "codemirror__language", "dist/index.js"),
            module("@codemirror/commands", "codemirror__commands", "dist/index.js"),
            module("@codemirror/autocomplete", "codemirror__autocomplete", "dist/index.js"),
            module("@codemirror/lint", "codemirror__lint", "dist/index.js"),
            module("@lezer/common", "lezer__common", "dist/index.js"),
            module("@lezer/highlight", "lezer__highlight", "dist/index.js"),
            module("@lezer/lr", "lezer__lr", "dist/index.js"),
            module("@marijn/find-cluster-break", "marijn__find-cluster-break", "src/index.js"),
            module("crelt", "crelt", "index.js"),
            module("style-mod", "style-mod", "src/style-mod.js"),
            module("w3c-keyname", "w3c-keyname", "index.js"));

    /** What the page links to. */
    static final List<Library> STYLES =
            List.of(of("uplot", ".css", "org.webjars.npm", "uplot", WEBJAR, "dist/uPlot.min.css"));

    static Optional<Library> at(String path) {
        return Stream.concat(MODULES.stream(), STYLES.stream())
                .filter(library -> library.path().equals(path))
                .findFirst();
    }

    private static Library module(String name, String artifactId, String file) {
        return of(name, ".js", "org.webjars.npm", artifactId, WEBJAR, file);
    }

    private static Library of(
            String name, String ending, String groupId, String artifactId, String folder, String file) {
        String version = version("META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties");
        return new Library(
                name, "lib/" + version + "/" + name + ending, "/" + folder + artifactId + "/" + version + "/" + file);
    }

    /** The version in use is the one that the build chose. */
    private static String version(String properties) {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(properties)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + properties + " on the class path.");
            }
            Properties read = new Properties();
            read.load(in);
            return read.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
