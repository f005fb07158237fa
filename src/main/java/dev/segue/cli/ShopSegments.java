package dev.segue.cli;

import dev.segue.catalog.Edition;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.config.Settings;
import dev.segue.demo.Shop;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The segments of the demo's shop. */
final class ShopSegments {

    private final List<SegmentDefinition> definitions;

    private ShopSegments(List<SegmentDefinition> definitions) {
        this.definitions = definitions;
    }

    static ShopSegments read() throws IOException, InvalidDefinitions {
        try (InputStream yaml = Shop.class.getResourceAsStream("segments.yaml")) {
            return new ShopSegments(Definitions.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    List<SegmentDefinition> definitions() {
        return definitions;
    }

    /** Publishes them, unless any segment is published already; whether it did. */
    boolean publishAsFirst(Settings settings) throws CommandFailed {
        try (PublishedSegments segments = new PublishedSegments(settings);
                Publication publication = segments.begin()) {
            var published = segments.read();
            if (published.isEmpty()) {
                Edition edition = new Edition(System.currentTimeMillis(), "segue demo", "The demo's segments");
                publication.publish(Revision.plan(published, definitions, false, edition), System::currentTimeMillis);
            }
            return published.isEmpty();
        }
    }
}
