package dev.segue.query.definitions;

import dev.segue.catalog.Catalog;
import dev.segue.catalog.Edition;
import dev.segue.catalog.Proposal;
import dev.segue.catalog.Publication;
import dev.segue.catalog.Revision;
import dev.segue.query.definitions.EditRefused.Why;
import dev.segue.query.state.NotHere;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.PublishedDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Changes published segments, one at a time, each change valid together with all that is published. */
public final class SegmentEditor {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 10;

    private final Catalog catalog;
    private final DefinitionRecords records;
    private final KnownDefinitions known;
    private final Limits limits;

    /** @param known is waited for: who changed a segment through this instance sees the change in it */
    public SegmentEditor(Catalog catalog, DefinitionRecords records, KnownDefinitions known, Limits limits) {
        this.catalog = catalog;
        this.records = records;
        this.known = known;
        this.limits = limits;
    }

    /**
     * What was done.
     *
     * @param created whether the segment is new
     */
    public record Edited(PublishedDefinition published, boolean created) {}

    /** Publishes a segment. */
    public Edited put(String id, String text, Precondition precondition, Edition edition) throws EditRefused {
        Proposal proposal = proposal(text);
        if (proposal.definitions().size() != 1
                || !proposal.definitions().get(0).id().equals(id)) {
            throw new EditRefused(
                    Why.INVALID, "The definition must be that of the segment " + id + ", and of no other.");
        }
        return edit(id, precondition, true, published -> proposal, edition);
    }

    /** Publishes an earlier version of a segment as its next. */
    public Edited rollBack(String id, int version, Precondition precondition, Edition edition) throws EditRefused {
        return edit(id, precondition, false, published -> proposal(textOf(published, version)), edition);
    }

    /** Retires a segment. */
    public synchronized void retire(String id, Precondition precondition, Edition edition) throws EditRefused {
        records.register();
        try (Publication publication = catalog.begin()) {
            SortedMap<String, PublishedDefinition> published = catalog.read();
            check(id, published.get(id), precondition, false);
            List<SegmentDefinition> others = published.values().stream()
                    .map(PublishedDefinition::definition)
                    .filter(definition -> !definition.id().equals(id))
                    .toList();
            Revision revision = Revision.plan(published, others, true, edition);
            Proposal.NOTHING.compile(revision.definitions(), limits);
            publication.publish(revision, System::currentTimeMillis);
        } catch (InvalidDefinitions e) {
            throw new EditRefused(Why.INVALID, "Other segments need " + id + ".", e.problems());
        } catch (ProducerFencedException e) {
            throw busy();
        }
        awaitSeen(id, null);
    }

    private interface Proposing {
        Proposal of(PublishedDefinition published) throws EditRefused;
    }

    private synchronized Edited edit(
            String id, Precondition precondition, boolean mayBeNew, Proposing proposing, Edition edition)
            throws EditRefused {
        records.register();
        PublishedDefinition before;
        Revision revision;
        try (Publication publication = catalog.begin()) {
            Map<String, PublishedDefinition> published = catalog.read();
            before = published.get(id);
            check(id, before, precondition, mayBeNew);
            Proposal proposal = proposing.of(before);
            revision = Revision.plan(published, proposal.definitions(), false, edition);
            proposal.compile(revision.definitions(), limits);
            publication.publish(revision, System::currentTimeMillis);
        } catch (InvalidDefinitions e) {
            throw invalid(e);
        } catch (ProducerFencedException e) {
            throw busy();
        }
        PublishedDefinition after = revision.after().get(id);
        awaitSeen(id, after);
        return new Edited(after, before == null);
    }

    private static void check(String id, PublishedDefinition published, Precondition precondition, boolean mayBeNew)
            throws EditRefused {
        if (published == null && !mayBeNew) {
            throw new EditRefused(Why.UNKNOWN, "There is no segment " + id + ".");
        }
        if (!precondition.holds(published)) {
            String now = published == null
                    ? "there is none"
                    : "it is at version " + published.definition().version();
            throw new EditRefused(
                    Why.CHANGED_MEANWHILE,
                    "The segment " + id + " is not what you took it to be: " + now + ". Get it, and change that.");
        }
        if (published != null && precondition instanceof Precondition.None && mayBeNew) {
            throw new EditRefused(
                    Why.UNCONDITIONAL,
                    "The segment " + id + " exists: say which version you change by If-Match with its ETag, or"
                            + " If-Match: * whatever it is.");
        }
    }

    private static String textOf(PublishedDefinition published, int version) throws EditRefused {
        return published.history().stream()
                .filter(one -> one.version() == version)
                .map(PublishedDefinition.Version::text)
                .findFirst()
                .orElseThrow(() -> new EditRefused(
                        Why.UNKNOWN,
                        "The segment " + published.definition().id() + " has no earlier version " + version
                                + " any longer."));
    }

    private static Proposal proposal(String text) throws EditRefused {
        try {
            return Proposal.read(text);
        } catch (InvalidDefinitions e) {
            throw invalid(e);
        }
    }

    private static EditRefused invalid(InvalidDefinitions e) {
        int count = e.problems().size();
        return new EditRefused(
                Why.INVALID,
                count == 1 ? "The definition has a problem." : "The definition has " + count + " problems.",
                e.problems());
    }

    private static EditRefused busy() {
        return new EditRefused(Why.BUSY, "Somebody else is changing segments just now.");
    }

    private void awaitSeen(String id, PublishedDefinition published) {
        long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
        try {
            while (!isSeen(id, published) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSeen(String id, PublishedDefinition published) {
        try {
            PublishedDefinition seen = known.all().get(id);
            return published == null
                    ? seen == null
                    : seen != null && Precondition.tagOf(seen).equals(Precondition.tagOf(published));
        } catch (NotHere e) {
            return true;
        }
    }
}
