package dev.segue.rule.language;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.segue.rule.Expression;
import dev.segue.rule.Limits;
import java.util.List;
import java.util.Optional;

/**
 * Makes an {@link Expression} of a parsed rule and refuses, in the language's own words, whatever does not belong to the
 * language: CEL's checker accepts more than it, and says it in CEL's names.
 */
final class Translation {

    private final RuleTree tree;
    private final OperatorTranslation operators;
    private final CallTranslation calls;
    private final SelectionTranslation selections;

    /** The name that {@code where} gives to the entry that it looks at; null outside. */
    private String entry;

    Translation(RuleTree tree, Limits limits) {
        this.tree = tree;
        this.operators = new OperatorTranslation(tree, this);
        this.calls = new CallTranslation(tree, this);
        this.selections = new SelectionTranslation(tree, this, limits);
    }

    /** The whole rule. */
    Expression rule() {
        Typed rule = value(tree.root());
        if (!rule.kind().mayBe(Kind.BOOL)) {
            tree.refuse(
                    tree.root(), "a rule is true or false, but this is " + rule.kind() + "; compare it with something");
        }
        return rule.expression();
    }

    /** A part whose value is a condition. */
    Expression condition(CelExpr part) {
        Typed condition = value(part);
        if (!condition.kind().mayBe(Kind.BOOL)) {
            tree.refuse(
                    part,
                    "a condition is needed here, but this is " + condition.kind() + "; compare it with something");
        }
        return condition.expression();
    }

    /** A part that has a value of its own, which bare {@code now} has not. */
    Typed value(CelExpr part) {
        Typed value = valueOrNow(part);
        if (value.isNow()) {
            return tree.refuse(
                    part,
                    "`now` can only be compared with a time, or a time be taken from it: "
                            + "write `now - events(\"t\").last() < days(30)`");
        }
        return value;
    }

    /** A part that may be {@code now}. */
    Typed valueOrNow(CelExpr part) {
        return switch (part.getKind()) {
            case CONSTANT -> constant(part);
            case IDENT -> name(part);
            case SELECT -> selected(part, part.select().operand(), part.select().field());
            case CALL -> call(part);
            case LIST -> tree.refuse(part, "a list stands only on the right of `in`");
            case MAP, STRUCT ->
                tree.refuse(part, "there are no `{...}` values in rules; name the attributes one by one");
            default -> tree.refuse(part, "this is not part of the rule language");
        };
    }

    /** The text of a part that must be a constant text. */
    Optional<String> constantText(CelExpr part, String what) {
        if (part.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || part.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            tree.refuse(part, what + " is a constant text, written in quotes");
            return Optional.empty();
        }
        if (part.constant().stringValue().isBlank()) {
            tree.refuse(part, what + " is empty");
            return Optional.empty();
        }
        return Optional.of(part.constant().stringValue());
    }

    /** The condition of a {@code where} that calls the entry by that name. */
    Expression whereCondition(String name, CelExpr part) {
        entry = name;
        try {
            return condition(part);
        } finally {
            entry = null;
        }
    }

    boolean isInWhere() {
        return entry != null;
    }

    private Typed constant(CelExpr part) {
        CelConstant constant = part.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> new Typed(new Expression.Constant(constant.booleanValue()), Kind.BOOL);
            case INT64_VALUE -> new Typed(new Expression.Constant(constant.int64Value()), Kind.INT);
            case DOUBLE_VALUE -> number(part, constant.doubleValue());
            case STRING_VALUE -> new Typed(new Expression.Constant(constant.stringValue()), Kind.TEXT);
            case NULL_VALUE ->
                tree.refuse(part, "there is no `null`: a comparison with something absent is false; leave it out");
            case UINT64_VALUE -> tree.refuse(part, "write the number without `u`");
            default -> tree.refuse(part, "write the text without the letter before its quotes");
        };
    }

    private Typed number(CelExpr part, double value) {
        return Double.isFinite(value)
                ? new Typed(new Expression.Constant(value), Kind.DOUBLE)
                : tree.refuse(part, "the number is too large");
    }

    private Typed name(CelExpr part) {
        String name = part.ident().name();
        if (name.equals(entry)) {
            return tree.refuse(part, "`" + name + "` is the whole entry; ask for a property: " + name + ".itemId");
        }
        return switch (name) {
            case "now" -> new Typed(new Expression.Now(), Kind.TIME);
            case "profile" ->
                tree.refuse(part, "`profile` is the whole profile; ask for an attribute: profile.country");
            default -> tree.refuse(part, Vocabulary.unknownName(name, entry));
        };
    }

    private Typed selected(CelExpr part, CelExpr of, String name) {
        if (of.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            String owner = of.ident().name();
            if (owner.equals(entry)) {
                return new Typed(new Expression.EntryProperty(name), Kind.ANY);
            } else if (owner.equals("profile")) {
                return new Typed(new Expression.Profile(name), Kind.ANY);
            }
            return owner.equals("now") ? tree.refuse(part, Kind.TIME + " has no parts") : valueOrNow(of);
        }
        if (selections.isEvents(of)) {
            return tree.refuse(
                    part, "events have many values of `" + name + "`; take a figure of them: .sum(\"" + name + "\")");
        }
        Typed owner = value(of);
        return owner.kind() == Kind.UNKNOWN ? owner : tree.refuse(part, withoutParts(owner, name));
    }

    private static String withoutParts(Typed owner, String part) {
        String hint = "";
        if (owner.expression() instanceof Expression.Profile profile) {
            hint = "; a name with a dot in it is written profile[\"" + profile.attribute() + "." + part + "\"]";
        } else if (owner.expression() instanceof Expression.EntryProperty property) {
            hint = "; a name with a dot in it is written e[\"" + property.name() + "." + part + "\"]";
        }
        return owner.kind() + " has no parts" + hint;
    }

    private Typed call(CelExpr part) {
        CelExpr.CelCall call = part.call();
        List<CelExpr> arguments = call.args();
        if (OperatorTranslation.isOperator(call.function())) {
            return operators.translate(part);
        } else if (call.function().equals("_[_]")) {
            return constantText(arguments.get(1), "the name in `[...]`")
                    .map(name -> selected(part, arguments.get(0), name))
                    .orElse(Typed.UNKNOWN);
        } else if (selections.isMeasure(part)) {
            return selections.measure(part);
        } else if (selections.isEvents(part)) {
            return selections.selection(part, "count").isEmpty()
                    ? Typed.UNKNOWN
                    : tree.refuse(part, "these are events; take a figure of them, such as .count()");
        }
        return calls.translate(part);
    }
}
