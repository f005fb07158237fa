package dev.segue.wire;

import dev.segue.avro.SegmentDefinitionVersion;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.AvroWriter;
import dev.segue.wire.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and writes the records of the definitions topic. Waits while the schema registry is away. */
public final class DefinitionRecords {

    private final String topic;
    private final AvroReader reader;
    private final AvroWriter writer;

    public DefinitionRecords(Registry registry, Topics topics) {
        this.topic = topics.segmentDefinitions();
        this.reader = new AvroReader(registry);
        this.writer = new AvroWriter(registry);
    }

    /** Has the schema registered, so that nothing written later needs the registry. */
    public void register() {
        write(PublishedDefinition.first(
                new SegmentDefinition("", "", null, null, null, null, null, null, null, null, null, 1), 0, null, null));
    }

    /** The key of the segment's record. */
    public static byte[] key(String segmentId) {
        return segmentId.getBytes(StandardCharsets.UTF_8);
    }

    /** The value of the segment's record. */
    public byte[] write(PublishedDefinition published) {
        SegmentDefinition d = published.definition();
        return writer.write(
                topic,
                new dev.segue.avro.SegmentDefinition(
                        d.id(),
                        d.name(),
                        d.description(),
                        d.owner(),
                        d.tier(),
                        d.rollsUpTo(),
                        d.enter(),
                        d.exit(),
                        d.stay(),
                        d.cooldown(),
                        d.holdout(),
                        d.version(),
                        Instant.ofEpochMilli(published.updatedAt()),
                        published.author(),
                        published.comment(),
                        published.history().stream()
                                .map(DefinitionRecords::recordOf)
                                .toList()));
    }

    /**
     * The definition that a record holds; its rules are not checked.
     *
     * @param value not null: a tombstone is for the caller to see
     */
    public PublishedDefinition read(byte[] key, byte[] value) throws Refusal {
        var record = (dev.segue.avro.SegmentDefinition)
                reader.read(topic, value, dev.segue.avro.SegmentDefinition.getClassSchema());
        Refusal.unless(
                Arrays.equals(key, key(record.getId())),
                DeadLetterReason.WRONG_KEY,
                "The key is not the definition's id.");
        return new PublishedDefinition(
                definitionOf(record),
                record.getUpdatedAt().toEpochMilli(),
                record.getAuthor(),
                record.getComment(),
                record.getHistory().stream().map(DefinitionRecords::versionOf).toList());
    }

    /**
     * Makes a set of definitions as they are on the topic.
     *
     * @param sources the values of the records, by segment id
     * @throws InvalidDefinitions if they are not a valid set
     */
    public SegmentSet compile(Map<String, byte[]> sources, Limits limits) throws InvalidDefinitions {
        List<SegmentDefinition> definitions = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        sources.forEach((id, value) -> {
            try {
                definitions.add(read(key(id), value).definition());
            } catch (Refusal e) {
                unreadable.add(new Problem(id, 1, 1, e.getMessage(), ""));
            }
        });
        if (!unreadable.isEmpty()) {
            throw new InvalidDefinitions(unreadable);
        }
        return Definitions.compile(definitions, limits);
    }

    private static SegmentDefinition definitionOf(dev.segue.avro.SegmentDefinition record) {
        return new SegmentDefinition(
                record.getId(),
                record.getName(),
                record.getDescription(),
                record.getOwner(),
                record.getTier(),
                record.getRollsUpTo(),
                record.getEnter(),
                record.getExit(),
                record.getStay(),
                record.getCooldown(),
                record.getHoldout(),
                record.getVersion());
    }

    private static SegmentDefinitionVersion recordOf(PublishedDefinition.Version version) {
        return new SegmentDefinitionVersion(
                version.version(),
                Instant.ofEpochMilli(version.updatedAt()),
                version.author(),
                version.comment(),
                version.text());
    }

    private static PublishedDefinition.Version versionOf(SegmentDefinitionVersion record) {
        return new PublishedDefinition.Version(
                record.getVersion(),
                record.getUpdatedAt().toEpochMilli(),
                record.getAuthor(),
                record.getComment(),
                record.getText());
    }
}
