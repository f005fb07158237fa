package dev.segue.query.console;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A file as a browser gets it.
 *
 * @param caching what may be kept, as the header says it
 */
record Asset(byte[] content, String mediaType, String caching) {

    private static final String ASK_AGAIN = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /** One of the console's own, or of its libraries. */
    static Optional<Asset> at(String path) throws IOException {
        Optional<Library> library = Library.at(path);
        if (library.isPresent()) {
            return read(library.get().resource(), FOR_EVER);
        }
        // words and hyphens: nothing that leads out of the folder
        return path.matches("([\\w-]+/)*[\\w-]+\\.(js|css|svg)") ? read(path, ASK_AGAIN) : Optional.empty();
    }

    static Asset page(byte[] content) {
        return new Asset(content, MEDIA_TYPES.get("html"), ASK_AGAIN);
    }

    private static Optional<Asset> read(String resource, String caching) throws IOException {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            String ending = resource.substring(resource.lastIndexOf('.') + 1);
            return Optional.of(new Asset(in.readAllBytes(), MEDIA_TYPES.get(ending), caching));
        }
    }

    String tag() {
        return '"' + sha256(content) + '"';
    }

    /** Base64, as tags and security policies write it. */
    static String sha256(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
