package dev.segue.rule.language;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.segue.rule.Durations;
import dev.segue.rule.Expression;
import java.util.List;
import java.util.Optional;

/** Translates calls of functions, other than those of events. */
final class CallTranslation {

    private final RuleTree tree;
    private final Translation translation;

    CallTranslation(RuleTree tree, Translation translation) {
        this.tree = tree;
        this.translation = translation;
    }

    Typed translate(CelExpr part) {
        CelExpr.CelCall call = part.call();
        String name = call.function();
        List<CelExpr> arguments = call.args();
        if (name.equals("size")) {
            return size(part);
        } else if (name.equals("matches") && call.target().isEmpty() && arguments.size() == 2) {
            return textTest(part, arguments.get(0), arguments.get(1));
        }
        boolean member = call.target().isPresent();
        if (member ? !Vocabulary.OF_TEXT.containsKey(name) : !Vocabulary.FUNCTIONS.containsKey(name)) {
            return tree.refuse(part, Vocabulary.unknownFunction(name, member));
        }
        if (arguments.size() != 1) {
            return misused(part);
        }
        CelExpr argument = arguments.get(0);
        return member ? textTest(part, call.target().orElseThrow(), argument) : global(part, argument);
    }

    private Typed global(CelExpr part, CelExpr argument) {
        return switch (part.call().function()) {
            case "inSegment" -> inSegment(part, argument);
            case "double", "int" -> number(part, argument);
            default -> duration(part, argument);
        };
    }

    private Typed inSegment(CelExpr part, CelExpr argument) {
        if (translation.isInWhere()) {
            return tree.refuse(part, "`inSegment` is of the customer, not of an entry; move it out of `where`");
        }
        Optional<String> id = translation.constantText(argument, "the segment's id");
        id.ifPresent(segment -> tree.refer(segment, part));
        return id.map(segment -> new Typed(new Expression.InSegment(segment), Kind.BOOL))
                .orElse(Typed.UNKNOWN);
    }

    private Typed duration(CelExpr part, CelExpr argument) {
        String unit = part.call().function();
        try {
            Optional<Long> number = wholeNumber(argument);
            if (number.isPresent()) {
                long millis = Math.multiplyExact(number.get(), Durations.UNITS.get(unit));
                return new Typed(new Expression.Constant(new Expression.Span(millis)), Kind.DURATION);
            }
        } catch (ArithmeticException tooLong) {
            return tree.refuse(part, "the duration is too long");
        }
        Typed given = translation.value(argument);
        return switch (given.kind()) {
            case UNKNOWN -> given;
            case DOUBLE -> tree.refuse(argument, "`" + unit + "` takes a constant whole number; use a smaller unit");
            default -> tree.refuse(argument, "`" + unit + "` takes a constant whole number: write " + unit + "(30)");
        };
    }

    /** The value of what is computed of constant whole numbers alone. */
    private static Optional<Long> wholeNumber(CelExpr part) {
        if (part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && part.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
            return Optional.of(part.constant().int64Value());
        }
        if (part.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return Optional.empty();
        }
        List<Optional<Long>> numbers =
                part.call().args().stream().map(CallTranslation::wholeNumber).toList();
        if (!numbers.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        return wholeNumber(
                part.call().function(), numbers.stream().map(Optional::get).toList());
    }

    private static Optional<Long> wholeNumber(String operator, List<Long> numbers) {
        return switch (operator) {
            case "-_" -> Optional.of(Math.negateExact(numbers.get(0)));
            case "_+_" -> Optional.of(Math.addExact(numbers.get(0), numbers.get(1)));
            case "_-_" -> Optional.of(Math.subtractExact(numbers.get(0), numbers.get(1)));
            case "_*_" -> Optional.of(Math.multiplyExact(numbers.get(0), numbers.get(1)));
            default -> Optional.empty();
        };
    }

    private Typed number(CelExpr part, CelExpr argument) {
        Typed given = translation.value(argument);
        String name = part.call().function();
        if (given.kind() == Kind.UNKNOWN) {
            return given;
        } else if (given.kind() != Kind.ANY
                && given.kind() != Kind.TEXT
                && !given.kind().isNumber()) {
            return tree.refuse(part, "`" + name + "` makes a number of text or a number, but this is " + given.kind());
        }
        return name.equals("int")
                ? new Typed(new Expression.ToInt(given.expression()), Kind.INT)
                : new Typed(new Expression.ToDouble(given.expression()), Kind.DOUBLE);
    }

    private Typed size(CelExpr part) {
        List<CelExpr> operands = new java.util.ArrayList<>(part.call().args());
        part.call().target().ifPresent(operands::add);
        if (operands.size() != 1) {
            return misused(part);
        }
        Typed text = text(part, operands.get(0), "size");
        return text.kind() == Kind.UNKNOWN ? text : new Typed(new Expression.Size(text.expression()), Kind.INT);
    }

    private Typed textTest(CelExpr part, CelExpr operand, CelExpr argument) {
        String name = part.call().function();
        Typed text = text(part, operand, name);
        if (name.equals("matches")) {
            Optional<Pattern> pattern = pattern(argument);
            return text.kind() == Kind.UNKNOWN || pattern.isEmpty()
                    ? Typed.UNKNOWN
                    : new Typed(new Expression.Matches(text.expression(), pattern.get()), Kind.BOOL);
        }
        Typed sought = text(argument, argument, name);
        if (text.kind() == Kind.UNKNOWN || sought.kind() == Kind.UNKNOWN) {
            return Typed.UNKNOWN;
        }
        Expression.Test test = switch (name) {
            case "startsWith" -> Expression.Test.STARTS_WITH;
            case "endsWith" -> Expression.Test.ENDS_WITH;
            default -> Expression.Test.CONTAINS;
        };
        return new Typed(new Expression.StringTest(test, text.expression(), sought.expression()), Kind.BOOL);
    }

    private Typed text(CelExpr shown, CelExpr part, String function) {
        Typed text = translation.value(part);
        return text.kind().mayBe(Kind.TEXT)
                ? text
                : tree.refuse(shown, "`" + function + "` needs text, but this is " + text.kind());
    }

    private Optional<Pattern> pattern(CelExpr part) {
        return translation.constantText(part, "the pattern").flatMap(text -> {
            try {
                return Optional.of(Pattern.compile(text));
            } catch (PatternSyntaxException impossible) {
                tree.refuse(part, "impossible pattern: " + impossible.getDescription() + ", in RE2's syntax");
                return Optional.empty();
            }
        });
    }

    private Typed misused(CelExpr part) {
        String name = part.call().function();
        return tree.refuse(
                part,
                "`" + name + "` is written "
                        + Vocabulary.FUNCTIONS.getOrDefault(name, "profile.x" + Vocabulary.OF_TEXT.get(name)));
    }
}
