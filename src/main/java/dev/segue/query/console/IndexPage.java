package dev.segue.query.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * The one page, in which all others appear; it names the libraries to the browser.
 *
 * @param policy what it may load, run and talk to: what comes from here, and nothing else
 */
record IndexPage(Asset asset, String policy) {

    private static final String FOLDER = "console/";

    static IndexPage read() {
        String imports = Library.MODULES.stream()
                .map(library -> "\"" + library.name() + "\": \"./" + FOLDER + library.path() + "\"")
                .collect(Collectors.joining(",\n", "{\"imports\": {\n", "\n}}"));
        String styles = Library.STYLES.stream()
                .map(library -> "<link rel=\"stylesheet\" href=\"" + FOLDER + library.path() + "\">")
                .collect(Collectors.joining("\n"));
        String page = template()
                .replace("<!-- libraries -->", styles + "\n<script type=\"importmap\">" + imports + "</script>");
        return new IndexPage(Asset.page(page.getBytes(UTF_8)), policy(Asset.sha256(imports.getBytes(UTF_8))));
    }

    private static String policy(String inlineScript) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + inlineScript + "'",
                "style-src 'self'",
                "img-src 'self'",
                "font-src 'self'",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    private static String template() {
        try (InputStream in = IndexPage.class.getResourceAsStream("index.html")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
