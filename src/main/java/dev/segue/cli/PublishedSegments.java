package dev.segue.cli;

import dev.segue.catalog.Catalog;
import dev.segue.catalog.Publication;
import dev.segue.config.Settings;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.PublishedDefinition;
import dev.segue.wire.registry.Registry;
import java.util.SortedMap;

/** The published definitions, for the length of a command. */
final class PublishedSegments implements AutoCloseable {

    private final Registry registry;
    private final DefinitionRecords records;
    private final Catalog catalog;

    PublishedSegments(Settings settings) {
        registry = Registry.connect(settings.registryProperties());
        records = new DefinitionRecords(registry, settings.topics());
        catalog = new Catalog(Cluster.client(settings), settings.topics().segmentDefinitions(), records);
    }

    SortedMap<String, PublishedDefinition> read() throws CommandFailed {
        return Cluster.contacting(registry, catalog::read);
    }

    /** Begins to change them; the schema is registered already when this returns. */
    Publication begin() throws CommandFailed {
        Cluster.contacting(registry, () -> {
            records.register();
            return true;
        });
        return catalog.begin();
    }

    @Override
    public void close() {
        registry.close();
    }
}
