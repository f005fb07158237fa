package dev.segue.rule.language;

import dev.cel.common.ast.CelExpr;
import dev.segue.rule.Durations;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expressions;
import dev.segue.rule.Limits;
import dev.segue.rule.RuleText;
import dev.segue.rule.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Translates events and the figures taken of them. */
final class SelectionTranslation {

    private static final Map<String, Aggregate> MEASURES = Map.of(
            "count", Aggregate.COUNT,
            "distinct", Aggregate.DISTINCT,
            "distinctDays", Aggregate.DISTINCT_DAYS,
            "sum", Aggregate.SUM,
            "avg", Aggregate.AVG,
            "min", Aggregate.MIN,
            "max", Aggregate.MAX,
            "first", Aggregate.FIRST,
            "last", Aggregate.LAST);

    private static final Set<String> SELECTIONS =
            Set.of(RuleGrammar.WHERE, "where", "within", "between", "followedBy", "notFollowedBy");

    private final RuleTree tree;
    private final Translation translation;
    private final Limits limits;

    SelectionTranslation(RuleTree tree, Translation translation, Limits limits) {
        this.tree = tree;
        this.translation = translation;
        this.limits = limits;
    }

    /** Whether the part is written as a selection of events. */
    boolean isEvents(CelExpr part) {
        if (part.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return false;
        }
        String function = part.call().function();
        return part.call().target().isPresent() ? SELECTIONS.contains(function) : function.equals("events");
    }

    /** Whether the part is written as a figure taken of events. */
    boolean isMeasure(CelExpr part) {
        return part.call().target().isPresent()
                && MEASURES.containsKey(part.call().function());
    }

    Typed measure(CelExpr part) {
        CelExpr.CelCall call = part.call();
        if (translation.isInWhere()) {
            return tree.refuse(
                    part, "a figure of events cannot stand inside `where`: a condition there is on one entry alone");
        }
        Aggregate aggregate = MEASURES.get(call.function());
        Optional<Selection> selection = selection(call.target().orElseThrow(), call.function());
        boolean named = takesProperty(aggregate);
        if (call.args().size() != (named ? 1 : 0)) {
            return misused(part);
        }
        Optional<String> property =
                named ? translation.constantText(call.args().get(0), "the property's name") : Optional.empty();
        if (selection.isEmpty() || (named && property.isEmpty())) {
            return Typed.UNKNOWN;
        }
        return measure(part, new Expression.Measure(aggregate, selection.get(), property.orElse(null)));
    }

    private Typed measure(CelExpr part, Expression.Measure measure) {
        if (!isBounded(measure.selection())) {
            boolean plain = measure.selection() instanceof Selection.Events;
            if (!plain || !isForLife(measure)) {
                return tree.refuse(part, withoutWindow(measure, plain));
            }
        }
        return new Typed(measure, kind(measure.aggregate()));
    }

    private static String withoutWindow(Expression.Measure measure, boolean plain) {
        return plain
                ? "only .count(), .sum(\"amount\"), .first() and .last() can be taken of all time; add a window: "
                        + RuleText.of(measure).replaceFirst("\\)\\.(?=[a-zA-Z]+\\([^()]*\\)$)", ").within(days(30)).")
                : "filtered or sequenced events need a window; add .within(days(30)) before ."
                        + RuleText.name(measure.aggregate()) + "(...)";
    }

    private static boolean isBounded(Selection selection) {
        return selection instanceof Selection.Window
                || (!(selection instanceof Selection.Events)
                        && isBounded(Expressions.sources(selection).get(0)));
    }

    private static boolean isForLife(Expression.Measure measure) {
        return switch (measure.aggregate()) {
            case COUNT, FIRST, LAST -> true;
            case SUM -> measure.property().equals("amount");
            default -> false;
        };
    }

    private static boolean takesProperty(Aggregate aggregate) {
        return switch (aggregate) {
            case DISTINCT, SUM, AVG, MIN, MAX -> true;
            case COUNT, DISTINCT_DAYS, FIRST, LAST -> false;
        };
    }

    private static Kind kind(Aggregate aggregate) {
        return switch (aggregate) {
            case COUNT, DISTINCT, DISTINCT_DAYS -> Kind.INT;
            case SUM, AVG, MIN, MAX -> Kind.DOUBLE;
            case FIRST, LAST -> Kind.TIME;
        };
    }

    /** The events that the part selects; empty when it was refused. */
    Optional<Selection> selection(CelExpr part, String follower) {
        if (!isEvents(part)) {
            Typed other = translation.valueOrNow(part);
            if (other.kind() != Kind.UNKNOWN) {
                tree.refuse(
                        part,
                        "events are needed for `" + follower + "`, but this is " + other.kind()
                                + "; write events(\"t\")" + Vocabulary.OF_EVENTS.getOrDefault(follower, ""));
            }
            return Optional.empty();
        }
        if (translation.isInWhere()) {
            tree.refuse(part, "events cannot stand inside `where`: a condition there is on one entry alone");
            return Optional.empty();
        }
        List<CelExpr> arguments = part.call().args();
        return switch (part.call().function()) {
            case "events" ->
                arguments.size() == 1
                        ? translation
                                .constantText(arguments.get(0), "the type of events")
                                .map(Selection.Events::new)
                        : refused(part);
            case RuleGrammar.WHERE -> where(part, arguments.get(0).comprehension());
            case "within", "between" -> window(part, arguments);
            case "followedBy", "notFollowedBy" -> sequence(part, arguments);
            default -> refused(part);
        };
    }

    private Optional<Selection> where(CelExpr part, CelExpr.CelComprehension fold) {
        Optional<Selection> of = target(part);
        String name = fold.iterVar();
        if (name.equals("now") || name.equals("profile")) {
            tree.refuse(part, "`" + name + "` is taken; name the entry otherwise: .where(e, e.itemId == \"x\")");
            return Optional.empty();
        }
        Expression condition = translation.whereCondition(name, fold.loopStep());
        return of.map(selection -> new Selection.Where(selection, condition));
    }

    private Optional<Selection> window(CelExpr part, List<CelExpr> arguments) {
        Optional<Selection> of = target(part);
        boolean between = part.call().function().equals("between");
        if (arguments.size() != (between ? 2 : 1)) {
            return refused(part);
        }
        OptionalLong from = span(arguments.get(0));
        OptionalLong to = between ? constantSpan(arguments.get(1)) : OptionalLong.of(0);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (to.getAsLong() < 0 || from.getAsLong() <= to.getAsLong()) {
            tree.refuse(
                    part,
                    "the first duration of `between` is the farther: write .between(days(60), days(30)) "
                            + "for what came 60 to 30 days ago");
            return Optional.empty();
        }
        return of.map(selection -> new Selection.Window(selection, from.getAsLong(), to.getAsLong()));
    }

    private Optional<Selection> sequence(CelExpr part, List<CelExpr> arguments) {
        Optional<Selection> of = target(part);
        if (arguments.size() < 2 || arguments.size() > 3) {
            return refused(part);
        }
        String function = part.call().function();
        Optional<Selection> by = selection(arguments.get(0), function);
        OptionalLong within = span(arguments.get(1));
        boolean named = arguments.size() == 3;
        Optional<String> property =
                named ? translation.constantText(arguments.get(2), "the property's name") : Optional.empty();
        if (of.isEmpty() || by.isEmpty() || within.isEmpty() || (named && property.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                function.equals("followedBy")
                        ? new Selection.FollowedBy(of.get(), by.get(), within.getAsLong(), property.orElse(null))
                        : new Selection.NotFollowedBy(of.get(), by.get(), within.getAsLong(), property.orElse(null)));
    }

    private Optional<Selection> target(CelExpr part) {
        String function = part.call().function();
        return selection(part.call().target().orElseThrow(), function.equals(RuleGrammar.WHERE) ? "where" : function);
    }

    /** A constant duration that is positive and not over the limit. */
    private OptionalLong span(CelExpr part) {
        OptionalLong span = constantSpan(part);
        if (span.isPresent() && span.getAsLong() <= 0) {
            tree.refuse(part, "a window is longer than nothing; write days(1) or more, hours(1), minutes(1)");
            return OptionalLong.empty();
        }
        if (span.isPresent() && span.getAsLong() > limits.maxWindowMillis()) {
            tree.refuse(
                    part,
                    "the window is longer than what is kept; write at most "
                            + Durations.text(limits.maxWindowMillis() / 1000 * 1000));
            return OptionalLong.empty();
        }
        return span;
    }

    private OptionalLong constantSpan(CelExpr part) {
        Typed span = translation.value(part);
        if (span.expression() instanceof Expression.Constant constant
                && constant.value() instanceof Expression.Span value) {
            return OptionalLong.of(value.millis());
        }
        if (span.kind() == Kind.DURATION) {
            tree.refuse(part, "a window is constant: write a duration such as days(30)");
        } else if (span.kind() != Kind.UNKNOWN) {
            String number = span.kind() == Kind.INT && span.isConstant() ? RuleText.of(span.expression()) : "30";
            tree.refuse(part, "a duration is needed, but this is " + span.kind() + "; write days(" + number + ")");
        }
        return OptionalLong.empty();
    }

    private Optional<Selection> refused(CelExpr part) {
        misused(part);
        return Optional.empty();
    }

    private Typed misused(CelExpr part) {
        String name = part.call().function();
        String usage = Vocabulary.OF_EVENTS.getOrDefault(name, Vocabulary.FUNCTIONS.get(name));
        return tree.refuse(part, "`" + name + "` is written " + usage);
    }
}
