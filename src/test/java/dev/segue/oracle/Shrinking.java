package dev.segue.oracle;

import dev.segue.rule.Expression;
import dev.segue.rule.Segment;
import dev.segue.rule.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a scenario that fails smaller for as long as it fails. */
final class Shrinking {

    private static final int MOST_TRIALS = 5_000;

    private Shrinking() {}

    static Scenario smallest(Scenario failing, Predicate<Scenario> fails) {
        AtomicInteger trials = new AtomicInteger();
        Scenario smallest = failing;
        Optional<Scenario> next = Optional.of(failing);
        while (next.isPresent()) {
            smallest = next.get();
            next = candidates(smallest).stream()
                    .takeWhile(any -> trials.incrementAndGet() < MOST_TRIALS)
                    .filter(fails)
                    .findFirst();
        }
        return smallest;
    }

    /** Ids of the segments that the rules ask of; exit may be null. */
    static List<String> segmentsIn(Expression enter, Expression exit) {
        TreeSet<String> ids = new TreeSet<>();
        collect(enter, ids);
        if (exit != null) {
            collect(exit, ids);
        }
        return List.copyOf(ids);
    }

    private static void collect(Expression e, TreeSet<String> ids) {
        if (e instanceof Expression.InSegment segment) {
            ids.add(segment.segmentId());
        }
        parts(e).forEach(part -> collect(part, ids));
    }

    private static List<Scenario> candidates(Scenario scenario) {
        List<Scenario> candidates = new ArrayList<>();
        int count = scenario.steps().size();
        for (int chunk = Math.max(1, count / 2); chunk > 0; chunk /= 2) {
            for (int i = 0; i + chunk <= count; i += chunk) {
                candidates.add(scenario.with(scenario.segments(), without(scenario.steps(), i, chunk)));
            }
        }
        for (int i = 0; i < scenario.segments().size(); i++) {
            String id = scenario.segments().get(i).id();
            if (scenario.segments().stream().noneMatch(s -> s.dependsOn().contains(id))) {
                candidates.add(scenario.with(without(scenario.segments(), i, 1), scenario.steps()));
            }
            for (Segment simpler : simpler(scenario.segments().get(i), scenario.unit())) {
                List<Segment> segments = new ArrayList<>(scenario.segments());
                segments.set(i, simpler);
                candidates.add(scenario.with(segments, scenario.steps()));
            }
        }
        for (int i = 0; i < scenario.steps().size(); i++) {
            if (scenario.steps().get(i) instanceof Step.Redefine redefine) {
                for (Scenario simpler : candidates(scenario.with(redefine.segments(), List.of()))) {
                    List<Step> steps = new ArrayList<>(scenario.steps());
                    steps.set(i, new Step.Redefine(simpler.segments(), redefine.clock()));
                    candidates.add(scenario.with(scenario.segments(), steps));
                }
            }
        }
        return candidates;
    }

    private static <T> List<T> without(List<T> list, int index, int count) {
        List<T> shorter = new ArrayList<>(list);
        shorter.subList(index, index + count).clear();
        return shorter;
    }

    private static List<Segment> simpler(Segment s, long unit) {
        List<Segment> simpler = new ArrayList<>();
        if (s.exit() != null) {
            simpler.add(AnyRules.segment(s.id(), s.enter(), null, s.stayMillis(), s.cooldownMillis(), unit));
            simpler(s.exit())
                    .forEach(exit -> simpler.add(
                            AnyRules.segment(s.id(), s.enter(), exit, s.stayMillis(), s.cooldownMillis(), unit)));
        }
        if (s.stayMillis() > 0) {
            simpler.add(AnyRules.segment(s.id(), s.enter(), s.exit(), 0, s.cooldownMillis(), unit));
        }
        if (s.cooldownMillis() > 0) {
            simpler.add(AnyRules.segment(s.id(), s.enter(), s.exit(), s.stayMillis(), 0, unit));
        }
        simpler(s.enter())
                .forEach(enter -> simpler.add(
                        AnyRules.segment(s.id(), enter, s.exit(), s.stayMillis(), s.cooldownMillis(), unit)));
        return simpler;
    }

    private static List<Expression> simpler(Expression e) {
        List<Expression> simpler = new ArrayList<>();
        if (e instanceof Expression.And || e instanceof Expression.Or || e instanceof Expression.Conditional) {
            simpler.addAll(parts(e));
        } else if (e instanceof Expression.Not || e instanceof Expression.Negative) {
            simpler.addAll(parts(e));
        } else if (e instanceof Expression.Arithmetic a && !(a.left() instanceof Expression.Now)) {
            simpler.add(a.left());
        }
        simpler.addAll(withSimplerPart(e));
        return simpler;
    }

    private static List<Expression> withSimplerPart(Expression e) {
        if (e instanceof Expression.And and) {
            return each(and.operands(), Shrinking::simpler, Expression.And::new);
        } else if (e instanceof Expression.Or or) {
            return each(or.operands(), Shrinking::simpler, Expression.Or::new);
        } else if (e instanceof Expression.Not not) {
            return map(simpler(not.operand()), Expression.Not::new);
        } else if (e instanceof Expression.Conditional c) {
            return each(
                    List.of(c.condition(), c.then(), c.otherwise()),
                    Shrinking::simpler,
                    parts -> new Expression.Conditional(parts.get(0), parts.get(1), parts.get(2)));
        } else if (e instanceof Expression.Comparison c) {
            return each(
                    List.of(c.left(), c.right()),
                    Shrinking::simpler,
                    parts -> new Expression.Comparison(c.comparator(), parts.get(0), parts.get(1)));
        } else if (e instanceof Expression.Arithmetic a) {
            return each(
                    List.of(a.left(), a.right()),
                    Shrinking::simpler,
                    parts -> new Expression.Arithmetic(a.operator(), parts.get(0), parts.get(1)));
        } else if (e instanceof Expression.Measure m) {
            return map(simpler(m.selection()), s -> new Expression.Measure(m.aggregate(), s, m.property()));
        }
        return List.of();
    }

    private static List<Selection> simpler(Selection s) {
        List<Selection> simpler = new ArrayList<>();
        if (s instanceof Selection.Where where) {
            simpler.add(where.of());
            simpler.addAll(map(simpler(where.of()), of -> new Selection.Where(of, where.condition())));
            simpler.addAll(map(simpler(where.condition()), c -> new Selection.Where(where.of(), c)));
        } else if (s instanceof Selection.Window window) {
            if (window.of() instanceof Selection.Window) {
                simpler.add(window.of());
            }
            simpler.addAll(map(simpler(window.of()), of -> new Selection.Window(of, window.from(), window.to())));
        } else if (s instanceof Selection.FollowedBy f) {
            simpler.add(f.of());
            simpler.addAll(each(
                    List.of(f.of(), f.by()),
                    Shrinking::simpler,
                    parts -> new Selection.FollowedBy(parts.get(0), parts.get(1), f.within(), f.property())));
        } else if (s instanceof Selection.NotFollowedBy f) {
            simpler.add(f.of());
            simpler.addAll(each(
                    List.of(f.of(), f.by()),
                    Shrinking::simpler,
                    parts -> new Selection.NotFollowedBy(parts.get(0), parts.get(1), f.within(), f.property())));
        }
        return simpler;
    }

    private static List<Expression> parts(Expression e) {
        if (e instanceof Expression.And and) {
            return and.operands();
        } else if (e instanceof Expression.Or or) {
            return or.operands();
        } else if (e instanceof Expression.Not not) {
            return List.of(not.operand());
        } else if (e instanceof Expression.Negative negative) {
            return List.of(negative.operand());
        } else if (e instanceof Expression.Conditional c) {
            return List.of(c.condition(), c.then(), c.otherwise());
        } else if (e instanceof Expression.Comparison c) {
            return List.of(c.left(), c.right());
        } else if (e instanceof Expression.Arithmetic a) {
            return List.of(a.left(), a.right());
        }
        return List.of();
    }

    private static <T, R> List<R> map(List<T> list, Function<? super T, R> function) {
        return list.stream().map(function).toList();
    }

    /** What comes of putting each simpler part in the place of each part. */
    private static <T, R> List<R> each(List<T> parts, Function<T, List<T>> simpler, Function<List<T>, R> whole) {
        List<R> results = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (T one : simpler.apply(parts.get(i))) {
                List<T> changed = new ArrayList<>(parts);
                changed.set(i, one);
                results.add(whole.apply(changed));
            }
        }
        return results;
    }
}
