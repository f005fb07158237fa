package dev.segue.rule.language;

import dev.segue.rule.Cost;
import dev.segue.rule.Durations;
import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a {@link SegmentSet} of drafts whose form was checked, and finds what is wrong with them together. */
final class Compilation {

    /** A rule and where it was read. */
    private record Placed(RuleReader.Rule rule, Passage passage) {}

    private final Limits limits;
    private final Problems problems;
    private final List<Draft> drafts;
    private final Map<String, Draft> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> children = new TreeMap<>();
    private final Map<String, Placed> enters = new LinkedHashMap<>();
    private final Map<String, Placed> exits = new LinkedHashMap<>();

    Compilation(List<Draft> drafts, Limits limits, Problems problems) {
        this.drafts = drafts;
        this.limits = limits;
        this.problems = problems;
        for (Draft draft : drafts) {
            if (draft.id() != null) {
                byId.putIfAbsent(draft.id(), draft);
            }
        }
    }

    SegmentSet compile(Comparator<Problem> order) throws InvalidDefinitions {
        drafts.forEach(this::rollUp);
        boolean circular = circularRollUps();
        drafts.forEach(this::rules);
        List<String> ids = circular ? List.of() : orderedIds();
        problems.raise(order);
        List<Segment> segments = ids.stream().map(this::segment).toList();
        checkCost(segments);
        problems.raise(order);
        return new SegmentSet(segments);
    }

    private void rollUp(Draft draft) {
        if (!draft.has("rollsUpTo")) {
            return;
        }
        String parent = draft.definition().rollsUpTo();
        if (!byId.containsKey(parent)) {
            problems.add(draft.problem("rollsUpTo", unknownSegment(parent)));
        } else if (!"strategic".equals(byId.get(parent).definition().tier())) {
            problems.add(draft.problem(
                    "rollsUpTo", "`" + parent + "` is not strategic; give it `tier: strategic` to roll up to it"));
        } else if (draft.id() != null) {
            children.computeIfAbsent(parent, key -> new TreeSet<>()).add(draft.id());
        }
    }

    private boolean circularRollUps() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        byId.forEach((id, draft) -> {
            String parent = draft.definition().rollsUpTo();
            parents.put(id, parent == null || !byId.containsKey(parent) ? List.of() : List.of(parent));
        });
        List<List<String>> circles = DependencyOrder.of(parents).circles();
        circles.forEach(circle -> problems.add(byId.get(circle.get(0))
                .problem("rollsUpTo", "segments roll up in a circle: " + written(circle) + "; take one out")));
        return !circles.isEmpty();
    }

    private void rules(Draft draft) {
        if (draft.isUnion()) {
            checkUnion(draft);
        } else if (draft.lacks("enter")) {
            problems.add(draft.problem(
                    "enter",
                    "`enter` is missing: the rule that lets a customer in "
                            + "(only a segment with `tier: strategic` can be the union of others)"));
        }
        rule(draft, "enter", enters);
        rule(draft, "exit", exits);
    }

    private void rule(Draft draft, String key, Map<String, Placed> rules) {
        if (draft.has(key)) {
            new RuleReader(limits, problems).read(draft.at(key), draft.id()).ifPresent(rule -> {
                Placed placed = new Placed(rule, draft.at(key));
                rules.putIfAbsent(draft.id(), placed);
                checkReferences(draft, placed);
            });
        }
    }

    private void checkUnion(Draft draft) {
        // of one without an id, which is refused as such, nobody can say that they roll up to it
        if (draft.id() != null && !children.containsKey(draft.id())) {
            problems.add(draft.start()
                    .problem(
                            draft.id(),
                            0,
                            "no segment rolls up to `" + draft.id() + "`, which has no `enter`; "
                                    + "write one, or `rollsUpTo: " + draft.id() + "` in others"));
        }
        for (String key : List.of("exit", "stay", "cooldown")) {
            if (draft.has(key)) {
                problems.add(draft.problem(
                        key,
                        "a segment without `enter` has no `" + key + "` of its own; take it out or write `enter`"));
            }
        }
    }

    private void checkReferences(Draft draft, Placed placed) {
        for (RuleTree.Reference reference : placed.rule().references()) {
            if (!byId.containsKey(reference.segmentId())) {
                problems.add(placed.passage()
                        .problem(draft.id(), reference.offset(), unknownSegment(reference.segmentId())));
            }
        }
    }

    private String unknownSegment(String id) {
        return "there is no segment `" + id + "`" + Nearest.question(id, byId.keySet());
    }

    private List<String> orderedIds() {
        Map<String, List<String>> dependencies = new LinkedHashMap<>();
        byId.keySet()
                .forEach(id -> dependencies.put(
                        id, dependsOn(id).stream().filter(byId::containsKey).toList()));
        DependencyOrder order = DependencyOrder.of(dependencies);
        order.circles().forEach(this::addCircle);
        return order.names();
    }

    private void addCircle(List<String> circle) {
        String id = circle.get(0);
        String next = circle.size() > 1 ? circle.get(1) : id;
        String message = circle.size() > 1
                ? "segments ask of each other in a circle: " + written(circle) + "; take one out"
                : "`" + id + "` asks of itself; take this out";
        Optional<Problem> asked = placed(id)
                .flatMap(placed -> placed.rule().references().stream()
                        .filter(reference -> reference.segmentId().equals(next))
                        .map(reference -> placed.passage().problem(id, reference.offset(), message)))
                .findFirst();
        problems.add(asked.orElseGet(() -> byId.get(next).problem("rollsUpTo", message)));
    }

    private static String written(List<String> circle) {
        return String.join(" -> ", circle) + " -> " + circle.get(0);
    }

    private Stream<Placed> placed(String id) {
        return Stream.of(enters, exits).filter(rules -> rules.containsKey(id)).map(rules -> rules.get(id));
    }

    private List<String> dependsOn(String id) {
        if (byId.get(id).isUnion()) {
            return List.copyOf(children.getOrDefault(id, Set.of()));
        }
        Set<String> ids = new LinkedHashSet<>();
        placed(id).forEach(placed -> placed.rule().references().forEach(reference -> ids.add(reference.segmentId())));
        return List.copyOf(ids);
    }

    private Segment segment(String id) {
        SegmentDefinition definition = byId.get(id).definition();
        return new Segment(
                definition,
                byId.get(id).isUnion()
                        ? union(children.get(id))
                        : enters.get(id).rule().expression(),
                exits.containsKey(id) ? exits.get(id).rule().expression() : null,
                millis(definition.stay()),
                millis(definition.cooldown()),
                definition.holdout() == null ? 0 : definition.holdout(),
                dependsOn(id));
    }

    private static Expression union(Set<String> ids) {
        List<Expression> members = new ArrayList<>();
        ids.forEach(id -> members.add(new Expression.InSegment(id)));
        return members.size() == 1 ? members.get(0) : new Expression.Or(List.copyOf(members));
    }

    private static long millis(String duration) {
        return duration == null ? 0 : Durations.parse(duration).orElseThrow();
    }

    private void checkCost(List<Segment> segments) {
        long cost = segments.stream().mapToLong(Cost::of).sum();
        if (cost > limits.maxSetCost()) {
            Segment dearest =
                    segments.stream().max(Comparator.comparingLong(Cost::of)).orElseThrow();
            problems.add(byId.get(dearest.id())
                    .start()
                    .problem(
                            dearest.id(),
                            0,
                            "the set costs about " + cost + ", over the limit of " + limits.maxSetCost()
                                    + "; this segment costs most, about " + Cost.of(dearest)));
        }
    }
}
