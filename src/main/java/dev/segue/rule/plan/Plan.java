package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.RuleText;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A set of segments made ready for evaluation: each expression compiled into nodes, equal expressions into one and the
 * same node, so that what rules share is worked out once a moment.
 */
public final class Plan {

    private static final Set<Expression.Aggregate> FORESEEABLE =
            Set.of(Expression.Aggregate.COUNT, Expression.Aggregate.DISTINCT, Expression.Aggregate.SUM);

    private final List<Rule> rules = new ArrayList<>();
    private final Map<Expression, Node> nodes = new HashMap<>();
    private final Map<Selection, Pick> picks = new HashMap<>();
    private int slots;
    private int series;

    /** Compiles the set. */
    public Plan(SegmentSet segments) {
        for (Segment segment : segments.segments()) {
            Condition enter = enter(segment);
            Condition exit = segment.exit() == null ? null : condition(segment.exit());
            List<Rule.Measured> onEnter = measured(segment.enter());
            List<Rule.Measured> onExit = segment.exit() == null ? onEnter : measured(segment.exit());
            rules.add(new Rule(segment, enter, exit, onEnter, onExit, Guard.of(segment.enter(), this::value)));
        }
    }

    // without a stay and a cooldown, whoever entered while `exit` holds would go in and out for ever: they do not enter
    private Condition enter(Segment segment) {
        Condition enter = condition(segment.enter());
        return segment.exit() == null || segment.stayMillis() > 0 || segment.cooldownMillis() > 0
                ? enter
                : new Condition.All(List.of(enter, new Condition.Not(condition(segment.exit()))));
    }

    private List<Rule.Measured> measured(Expression expression) {
        return Expressions.measured(expression).stream()
                .map(part -> new Rule.Measured(RuleText.of(part), part instanceof Expression.Arithmetic, value(part)))
                .toList();
    }

    /** The rules, in the order of the set. */
    public List<Rule> rules() {
        return rules;
    }

    /** A moment in which this plan's rules can be evaluated. */
    public Moment newMoment() {
        return new Moment(this, slots);
    }

    private <N extends Node> N shared(N node, Expression expression) {
        if (!looksAtEntry(expression)) {
            node.share(slots++);
        }
        return node;
    }

    private static boolean looksAtEntry(Expression expression) {
        return Expressions.any(expression, part -> part instanceof Expression.EntryProperty);
    }

    Condition condition(Expression expression) {
        Node known = nodes.get(expression);
        if (known instanceof Condition condition) {
            return condition;
        }
        Condition made = makeCondition(expression);
        if (!(made instanceof Condition.Truth)) {
            nodes.put(expression, made);
        }
        return shared(made, expression);
    }

    private Condition makeCondition(Expression expression) {
        if (expression instanceof Expression.And and) {
            return new Condition.All(
                    and.operands().stream().map(this::condition).toList());
        }
        if (expression instanceof Expression.Or or) {
            // a or b is not (not a and not b): the rule for how long a verdict stands is its mirror image
            return new Condition.Not(new Condition.All(or.operands().stream()
                    .map(this::condition)
                    .<Condition>map(Condition.Not::new)
                    .toList()));
        }
        if (expression instanceof Expression.Not not) {
            return new Condition.Not(condition(not.operand()));
        }
        if (expression instanceof Expression.Comparison comparison) {
            return comparison(comparison);
        }
        if (expression instanceof Expression.InSegment member) {
            return new Condition.Member(member.segmentId());
        }
        if (expression instanceof Expression.Constant constant) {
            return new Condition.Always(Boolean.TRUE.equals(constant.value()));
        }
        if (expression instanceof Expression.In in) {
            return new Condition.OneOf(value(in.operand()), in.values());
        }
        if (expression instanceof Expression.StringTest test) {
            return new Condition.OfText(textTest(test.test()), value(test.operand()), value(test.argument()));
        }
        if (expression instanceof Expression.Matches matches) {
            return new Condition.OfText(
                    (text, any) -> matches.pattern().matcher(text).find(),
                    value(matches.operand()),
                    new Figure.Fixed(""));
        }
        if (expression instanceof Expression.Conditional choice) {
            return new Condition.Choice(
                    condition(choice.condition()), condition(choice.then()), condition(choice.otherwise()));
        }
        return new Condition.Truth(value(expression));
    }

    private static Condition.OfText.TextTest textTest(Expression.Test test) {
        return switch (test) {
            case STARTS_WITH -> String::startsWith;
            case ENDS_WITH -> String::endsWith;
            case CONTAINS -> String::contains;
        };
    }

    private Condition comparison(Expression.Comparison comparison) {
        Condition plain =
                new Condition.Compare(comparison.comparator(), value(comparison.left()), value(comparison.right()));
        Expression.Comparison facing =
                comparison.left() instanceof Expression.Constant ? mirrored(comparison) : comparison;
        boolean hasForesight = facing.left() instanceof Expression.Measure measure
                && FORESEEABLE.contains(measure.aggregate())
                && windowed(measure.selection()) instanceof Selection.Window
                && facing.right() instanceof Expression.Constant constant
                && isModest(constant.value());
        if (!hasForesight) {
            return plain;
        }
        Expression.Measure measure = (Expression.Measure) facing.left();
        return new Threshold(
                measure.aggregate(),
                (Pick.Windowed) pick(measure.selection()),
                measure.property(),
                facing.comparator(),
                ((Expression.Constant) facing.right()).value(),
                plain);
    }

    // a number that counts can be held against as a double without rounding
    private static boolean isModest(Object value) {
        return value instanceof Number number && Math.abs(number.doubleValue()) < 1e15;
    }

    private static Expression.Comparison mirrored(Expression.Comparison comparison) {
        return new Expression.Comparison(comparison.comparator().mirrored(), comparison.right(), comparison.left());
    }

    Node value(Expression expression) {
        Node known = nodes.get(expression);
        if (known != null) {
            return known;
        }
        Node made = makeValue(expression);
        nodes.put(expression, made);
        return made instanceof Condition ? made : shared(made, expression);
    }

    private Node makeValue(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return new Figure.Fixed(constant.value());
        }
        if (expression instanceof Expression.Now) {
            return new Figure.Now();
        }
        if (expression instanceof Expression.Profile profile) {
            return new Figure.OfProfile(profile.attribute());
        }
        if (expression instanceof Expression.EntryProperty property) {
            return new Figure.OfEntry(property.name());
        }
        if (expression instanceof Expression.Measure measure) {
            return new Taken(measure.aggregate(), pick(measure.selection()), measure.property());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return new Figure.Combined(arithmetic.operator(), value(arithmetic.left()), value(arithmetic.right()));
        }
        if (expression instanceof Expression.Negative negative) {
            return new Figure.Derived(value(negative.operand()), Values::negative);
        }
        if (expression instanceof Expression.ToDouble number) {
            return new Figure.Derived(value(number.operand()), Values::toDouble);
        }
        if (expression instanceof Expression.ToInt number) {
            return new Figure.Derived(value(number.operand()), Values::toInt);
        }
        if (expression instanceof Expression.Size size) {
            return new Figure.Derived(value(size.operand()), Values::size);
        }
        if (expression instanceof Expression.Conditional choice) {
            return new Figure.Chosen(condition(choice.condition()), value(choice.then()), value(choice.otherwise()));
        }
        return condition(expression);
    }

    Pick pick(Selection written) {
        Selection selection = windowed(written);
        Pick known = picks.get(selection);
        if (known != null) {
            return known;
        }
        Pick made = makePick(selection);
        made.share(slots++);
        picks.put(selection, made);
        return made;
    }

    private static boolean dependsOnEntryAlone(Expression condition) {
        return !Expressions.any(
                condition,
                part -> part instanceof Expression.Profile
                        || part instanceof Expression.InSegment
                        || part instanceof Expression.Now);
    }

    private static String typeOf(Selection selection) {
        List<String> types = new ArrayList<>();
        Expressions.visit(selection, part -> {
            if (part instanceof Selection.Events events) {
                types.add(events.type());
            }
            return !types.isEmpty();
        });
        return types.get(0);
    }

    private Pick makePick(Selection selection) {
        if (selection instanceof Selection.Events events) {
            return new Pick.OfType(events.type(), series++);
        }
        if (selection instanceof Selection.Window window) {
            return new Pick.Windowed(pick(window.of()), window.from(), window.to());
        }
        if (selection instanceof Selection.Where where) {
            int place = dependsOnEntryAlone(where.condition()) ? series++ : -1;
            return new Pick.Filtered(pick(where.of()), condition(where.condition()), typeOf(where), place);
        }
        if (selection instanceof Selection.FollowedBy followed) {
            return sequenced(selection, followed.of(), followed.by(), followed.within(), followed.property());
        }
        Selection.NotFollowedBy lonely = (Selection.NotFollowedBy) selection;
        return sequenced(selection, lonely.of(), lonely.by(), lonely.within(), lonely.property());
    }

    private Pick sequenced(Selection whole, Selection of, Selection by, long within, String property) {
        boolean wanted = whole instanceof Selection.FollowedBy;
        return new Sequenced(pick(of), pick(by), within, property, wanted, typeOf(whole), series++);
    }

    /**
     * The same selection with its windows outermost, where their ends are found by a search: a window over what filters and
     * followers leave is what they leave of the window.
     */
    private static Selection windowed(Selection selection) {
        if (selection instanceof Selection.Where where) {
            return over(windowed(where.of()), of -> new Selection.Where(of, where.condition()));
        }
        if (selection instanceof Selection.FollowedBy seq) {
            return over(
                    windowed(seq.of()),
                    of -> new Selection.FollowedBy(of, windowed(seq.by()), seq.within(), seq.property()));
        }
        if (selection instanceof Selection.NotFollowedBy seq) {
            return over(
                    windowed(seq.of()),
                    of -> new Selection.NotFollowedBy(of, windowed(seq.by()), seq.within(), seq.property()));
        }
        return selection instanceof Selection.Window window
                ? new Selection.Window(windowed(window.of()), window.from(), window.to())
                : selection;
    }

    private static Selection over(Selection of, UnaryOperator<Selection> narrowing) {
        return of instanceof Selection.Window window
                ? new Selection.Window(over(window.of(), narrowing), window.from(), window.to())
                : narrowing.apply(of);
    }
}
