package dev.segue.query.preview;

import dev.segue.catalog.Edition;
import dev.segue.catalog.Proposal;
import dev.segue.catalog.Revision;
import dev.segue.explain.preview.PreviewTally;
import dev.segue.explain.preview.PreviewTerms;
import dev.segue.query.answer.PreviewJob;
import dev.segue.query.answer.service.Tally;
import dev.segue.query.cluster.Instances;
import dev.segue.query.cluster.NobodyAnswers;
import dev.segue.query.definitions.KnownDefinitions;
import dev.segue.query.question.Question;
import dev.segue.query.state.NotHere;
import dev.segue.query.state.PreviewOrder;
import dev.segue.query.state.PreviewPart;
import dev.segue.query.state.PreviewPart.State;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.PublishedDefinition;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Previews of all instances together. They live with the partitions, not here: any instance tells of each, and if a partition moves in the
 * middle of one, that fails rather than being taken for whole.
 */
public final class Previews {

    /** What instances tell each other may not be longer than what they take from anybody. */
    private static final int MOST_CHANGED = 160 * 1024;

    private static final long SEED = 1;

    private final Instances instances;
    private final KnownDefinitions definitions;
    private final Limits limits;

    public Previews(Instances instances, KnownDefinitions definitions, Limits limits) {
        this.instances = instances;
        this.definitions = definitions;
        this.limits = limits;
    }

    /**
     * What is wanted.
     *
     * @param text definitions: a file of them, or one by itself
     * @param prune whether published segments that it lacks would be retired
     * @param days of how many days, today's included, sizes are wanted
     * @param sample customers named of each kind at most
     */
    public record Wish(String text, boolean prune, int days, int sample) {}

    /** Preview cannot be begun. */
    public static final class NotBegun extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean tooLong;

        private NotBegun(String message, boolean tooLong) {
            super(message, null, false, false);
            this.tooLong = tooLong;
        }

        /** Whether too much is to be previewed; else too many previews are under way. */
        public boolean tooLong() {
            return tooLong;
        }
    }

    /**
     * Begins with one in all partitions, or in none.
     *
     * @throws InvalidDefinitions with every problem, if it could not be published either
     */
    public PreviewJob begin(Wish wish) throws InvalidDefinitions, NotBegun, NobodyAnswers, NotHere {
        SortedMap<String, PublishedDefinition> published = definitions.all();
        Proposal proposal = Proposal.read(wish.text());
        Revision revision = Revision.plan(published, proposal.definitions(), wish.prune(), new Edition(0, null, null));
        proposal.compile(revision.definitions(), limits);
        PreviewOrder order = new PreviewOrder(
                UUID.randomUUID().toString(),
                changed(revision),
                revision.retired(),
                Trial.tags(published),
                terms(wish));
        try {
            List<PreviewPart> parts = instances.ofAll(new Question.BeginPreview(order));
            if (parts.stream().anyMatch(part -> part.state() == State.REFUSED)) {
                cancel(order.id());
                throw new NotBegun("Enough previews are under way; wait for one, or cancel one.", false);
            }
            return job(order.id(), parts);
        } catch (NobodyAnswers e) {
            giveUp(order.id());
            throw e;
        }
    }

    private static String changed(Revision revision) throws NotBegun {
        List<SegmentDefinition> changed = Stream.concat(revision.created().stream(), revision.changed().stream())
                .map(PublishedDefinition::definition)
                .toList();
        String text = changed.isEmpty() ? "" : Definitions.write(changed);
        if (text.length() > MOST_CHANGED) {
            throw new NotBegun(
                    "The " + changed.size() + " definitions that differ from those published come to more than "
                            + MOST_CHANGED + " characters; preview fewer of them at once.",
                    true);
        }
        return text;
    }

    private PreviewTerms terms(Wish wish) throws NobodyAnswers {
        long clock = instances.ofAll(new Question.TallyOf()).stream()
                .mapToLong(Tally::clock)
                .max()
                .orElse(0);
        return new PreviewTerms(clock, PreviewTerms.lastDays(wish.days(), clock), wish.sample(), SEED);
    }

    /** How far a preview has come; empty where there is none of that id. */
    public Optional<PreviewJob> look(String id) throws NobodyAnswers {
        return found(id, instances.ofAll(new Question.PreviewOf(id)));
    }

    /** Gives a preview up, if it has not ended; empty where there is none of that id. */
    public Optional<PreviewJob> cancel(String id) throws NobodyAnswers {
        return found(id, instances.ofAll(new Question.CancelPreview(id)));
    }

    private Optional<PreviewJob> found(String id, List<PreviewPart> parts) {
        if (parts.stream().allMatch(part -> part.state() == State.UNKNOWN)) {
            return Optional.empty();
        }
        PreviewJob job = job(id, parts);
        if (job.state() == PreviewJob.State.FAILED && any(parts, State.RUNNING)) {
            giveUp(id);
        }
        return Optional.of(job);
    }

    private void giveUp(String id) {
        try {
            instances.ofAll(new Question.CancelPreview(id));
        } catch (NobodyAnswers e) {
            // whoever was not reached gives it up when nobody asks for it
        }
    }

    private static PreviewJob job(String id, List<PreviewPart> parts) {
        PreviewJob.State state = state(parts);
        PreviewTally all = parts.stream()
                .map(PreviewPart::tally)
                .filter(tally -> tally != null)
                .reduce(PreviewTally::plus)
                .orElseThrow();
        return new PreviewJob(
                id,
                state,
                problem(state, parts),
                all.clock(),
                all.customers(),
                Math.max(
                        all.customers(),
                        parts.stream().mapToLong(PreviewPart::known).sum()),
                state == PreviewJob.State.FAILED ? List.of() : all.segments());
    }

    private static PreviewJob.State state(List<PreviewPart> parts) {
        if (any(parts, State.FAILED) || any(parts, State.UNKNOWN)) {
            return PreviewJob.State.FAILED;
        } else if (any(parts, State.CANCELLED)) {
            return PreviewJob.State.CANCELLED;
        }
        return any(parts, State.RUNNING) ? PreviewJob.State.RUNNING : PreviewJob.State.DONE;
    }

    private static String problem(PreviewJob.State state, List<PreviewPart> parts) {
        if (state == PreviewJob.State.FAILED && !any(parts, State.FAILED)) {
            return "A partition went to another instance, which knows nothing of this preview; begin anew.";
        }
        State worst = state == PreviewJob.State.FAILED ? State.FAILED : State.CANCELLED;
        return parts.stream()
                .filter(part -> part.state() == worst)
                .map(PreviewPart::problem)
                .findFirst()
                .orElse(null);
    }

    private static boolean any(List<PreviewPart> parts, State state) {
        return parts.stream().anyMatch(part -> part.state() == state);
    }
}
