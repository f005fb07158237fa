package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import dev.segue.avro.ChangeReason;
import dev.segue.catalog.Catalog;
import dev.segue.catalog.Edition;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.check.Contents;
import dev.segue.cluster.Client;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.DefinitionRecords;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What can become of segments while instances are killed. */
final class DefinitionFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ROUNDS = 4;
    /** The first, and in each round one that is changed and one that is rolled back to. */
    private static final int VERSIONS = 1 + 2 * ROUNDS;

    private DefinitionFaults() {}

    /** Segments come, change and go while instances are killed; those of the beginning are there at the end. */
    static void redefine(Field field) throws Exception {
        for (int round = 0; round < 4; round++) {
            field.cluster().publish("""
                    segments:
                      - {id: fresh, name: Fresh, enter: 'events("page_view").within(minutes(%d)).count() >= 1'}
                      - {id: active, name: Active, enter: 'events("page_view").within(hours(%d)).count() >= 1'}
                    """.formatted(30 + 10 * round, 2 + round));
            field.pause(200, 2_000);
            int i = field.anyInstance();
            field.instances().kill(i);
            field.instances().start(i);
            field.pause(500, 3_000);
            field.cluster().retire("fresh");
            field.pause(200, 1_000);
        }
        field.cluster().publish(Segments.LASTING);
        field.instances().awaitAllReady();
        field.pause(3_000, 4_000);
        checkThatTheyMattered(field);
    }

    /** A changed set is published, and each segment of it rolled back by a call during which an instance is killed. */
    static void rollBack(Field field) throws Exception {
        List<String> segments = Definitions.read(Segments.LASTING).stream()
                .map(SegmentDefinition::id)
                .toList();
        ExecutorService killing = Executors.newSingleThreadExecutor();
        for (int round = 0; round < ROUNDS; round++) {
            publish(field, Segments.passing(round));
            // before it is applied, while it is, or after
            field.pause(0, 3_000);
            for (String segment : segments) {
                int asked = field.anyInstance();
                int killed = field.random().nextInt(3) > 0 ? asked : field.anyInstance();
                int millis = field.random().nextInt(1_200);
                Future<?> kill = killing.submit(() -> {
                    Thread.sleep(millis);
                    field.instances().kill(killed);
                    field.instances().start(killed);
                    return null;
                });
                rollBack(field, segment, 2 * round + 1, asked);
                kill.get();
            }
            field.pause(500, 3_000);
        }
        killing.shutdown();
        field.instances().awaitAllReady();
        checkVersions(field, segments);
        checkThatTheyMattered(field);
    }

    /** In one transaction, as {@code segue segments apply} does. */
    private static void publish(Field field, String yaml) throws Exception {
        Catalog catalog = new Catalog(
                Map.of("bootstrap.servers", field.cluster().bootstrapServers()),
                field.cluster().topics().segmentDefinitions(),
                new DefinitionRecords(
                        field.cluster().registry(), field.cluster().topics()));
        try (Publication publication = catalog.begin()) {
            Edition edition = new Edition(System.currentTimeMillis(), "faults", null);
            publication.publish(
                    Revision.plan(catalog.read(), Definitions.read(yaml), false, edition), System::currentTimeMillis);
        }
    }

    /** Asks one instance after the other until one has done it; whether one that went away had done it is not known. */
    private static void rollBack(Field field, String segment, int version, int first) {
        AtomicInteger asked = new AtomicInteger(first);
        await().atMost(PATIENCE).until(() -> {
            Client client = field.instances()
                    .client(asked.getAndIncrement() % field.instances().count());
            try {
                Client.Answer answer = client.call(
                        "/v1/segments/" + segment + "/rollback?version=" + version,
                        request -> request.POST(BodyPublishers.noBody()));
                if (answer.status() != 200 && answer.status() != 409 && answer.status() != 503) {
                    field.findings().add("rolling " + segment + " back was answered with " + answer.status());
                }
                return answer.status() == 200;
            } catch (IOException gone) {
                return false;
            }
        });
    }

    /** All instances know each version there was, once, and that the last is the first again. */
    private static void checkVersions(Field field, List<String> segments) throws Exception {
        List<String> dense = IntStream.iterate(VERSIONS, version -> version > 0, version -> version - 1)
                .mapToObj(String::valueOf)
                .toList();
        for (String segment : segments) {
            for (int i = 0; i < field.instances().count(); i++) {
                var versions = field.instances()
                        .client(i)
                        .get("/v1/segments/" + segment + "/versions")
                        .json()
                        .path("versions");
                if (!versions.findValuesAsText("version").equals(dense)) {
                    field.findings().add("the versions of " + segment + " are " + versions.findValuesAsText("version"));
                } else if (!versions.get(0)
                        .get("text")
                        .equals(versions.get(VERSIONS - 1).get("text"))) {
                    field.findings().add("the last version of " + segment + " is not the first again");
                }
            }
        }
    }

    /** Versions that nobody ever entered or left by would show nothing. */
    private static void checkThatTheyMattered(Field field) {
        if (Contents.of(field.cluster()).changes().stream()
                .noneMatch(change -> change.getReason() == ChangeReason.DEFINITION)) {
            field.findings().add("no change came of the definitions");
        }
    }
}
