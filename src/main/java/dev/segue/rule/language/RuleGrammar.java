package dev.segue.rule.language;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names and types of the rule language, as CEL's parser and type checker know them. */
final class RuleGrammar {

    /** What {@code where} becomes: a call of this name on the events, over a fold whose step is the condition. */
    static final String WHERE = "@where";

    /** Rules are short; what is longer is a mistake or an attack. */
    static final int MAX_RULE_LENGTH = 20_000;

    /** No user can write this name; it is what the fold of {@code where} runs over, so that its variable has a type. */
    private static final String ENTRIES = "@entries";

    private static final CelType EVENTS = OpaqueType.create("events");
    private static final CelType ENTRY = MapType.create(STRING, DYN);

    /** What of CEL's own the language has. */
    private static final List<StandardFunction> STANDARD = List.of(
            StandardFunction.LOGICAL_AND,
            StandardFunction.LOGICAL_OR,
            StandardFunction.LOGICAL_NOT,
            StandardFunction.CONDITIONAL,
            StandardFunction.EQUALS,
            StandardFunction.NOT_EQUALS,
            StandardFunction.LESS,
            StandardFunction.LESS_EQUALS,
            StandardFunction.GREATER,
            StandardFunction.GREATER_EQUALS,
            StandardFunction.ADD,
            StandardFunction.SUBTRACT,
            StandardFunction.MULTIPLY,
            StandardFunction.DIVIDE,
            StandardFunction.MODULO,
            StandardFunction.NEGATE,
            StandardFunction.IN,
            StandardFunction.INDEX,
            StandardFunction.SIZE,
            StandardFunction.INT,
            StandardFunction.DOUBLE,
            StandardFunction.STARTS_WITH,
            StandardFunction.ENDS_WITH,
            StandardFunction.CONTAINS,
            StandardFunction.MATCHES);

    private static final CelCompiler COMPILER = compiler();

    private RuleGrammar() {}

    /** Parses the rule; the result holds a tree or syntax errors. */
    static CelValidationResult parse(String rule) {
        return COMPILER.parse(rule);
    }

    /** Type-checks what {@link #parse} made. */
    static CelValidationResult check(dev.cel.common.CelAbstractSyntaxTree parsed) {
        return COMPILER.check(parsed);
    }

    /** The functions that authors can write by their names. */
    static Set<String> functionNames() {
        Set<String> names = new TreeSet<>();
        functions().forEach(function -> names.add(function.name().replace(WHERE, "where")));
        STANDARD.forEach(function -> names.add(function.functionDecl().name()));
        // operators are called so that nobody can write them
        names.removeIf(name -> !name.matches("[a-zA-Z]+"));
        return names;
    }

    private static CelCompiler compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(standardFunctions())
                .setStandardMacros(List.of())
                .addMacros(CelMacro.newReceiverMacro("where", 2, RuleGrammar::expandWhere))
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .populateMacroCalls(true)
                        .maxExpressionCodePointSize(MAX_RULE_LENGTH)
                        .maxParseRecursionDepth(100)
                        .build())
                .addVar("now", TIMESTAMP)
                .addVar("profile", MapType.create(STRING, DYN))
                .addVar(ENTRIES, ListType.create(ENTRY))
                .addFunctionDeclarations(functions())
                .build();
    }

    private static CelStandardDeclarations standardFunctions() {
        return CelStandardDeclarations.newBuilder().includeFunctions(STANDARD).build();
    }

    private static List<CelFunctionDecl> functions() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        functions.add(global("events", EVENTS, STRING));
        functions.add(global("inSegment", BOOL, STRING));
        for (String unit : List.of("seconds", "minutes", "hours", "days")) {
            functions.add(global(unit, DURATION, INT));
        }
        functions.add(ofEvents(WHERE, EVENTS, BOOL));
        functions.add(ofEvents("within", EVENTS, DURATION));
        functions.add(ofEvents("between", EVENTS, DURATION, DURATION));
        for (String sequence : List.of("followedBy", "notFollowedBy")) {
            functions.add(newFunctionDeclaration(
                    sequence,
                    newMemberOverload(sequence + "_events", EVENTS, EVENTS, EVENTS, DURATION),
                    newMemberOverload(sequence + "_events_property", EVENTS, EVENTS, EVENTS, DURATION, STRING)));
        }
        functions.add(ofEvents("count", INT));
        functions.add(ofEvents("distinct", INT, STRING));
        functions.add(ofEvents("distinctDays", INT));
        for (String figure : List.of("sum", "avg", "min", "max")) {
            functions.add(ofEvents(figure, DOUBLE, STRING));
        }
        functions.add(ofEvents("first", TIMESTAMP));
        functions.add(ofEvents("last", TIMESTAMP));
        functions.addAll(mixedNumbers());
        return functions;
    }

    /** CEL keeps int and double apart; here they combine freely. */
    private static List<CelFunctionDecl> mixedNumbers() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        for (String operator : List.of("_+_", "_-_", "_*_", "_/_")) {
            functions.add(mixed(operator, DOUBLE));
        }
        functions.add(mixed("_==_", BOOL));
        functions.add(mixed("_!=_", BOOL));
        functions.add(newFunctionDeclaration(
                "_?_:_",
                newGlobalOverload("choose_int_double", DOUBLE, BOOL, INT, DOUBLE),
                newGlobalOverload("choose_double_int", DOUBLE, BOOL, DOUBLE, INT)));
        functions.add(newFunctionDeclaration(
                "@in",
                newGlobalOverload("in_int_doubles", BOOL, INT, ListType.create(DOUBLE)),
                newGlobalOverload("in_double_ints", BOOL, DOUBLE, ListType.create(INT))));
        return functions;
    }

    private static CelFunctionDecl mixed(String operator, CelType result) {
        return newFunctionDeclaration(
                operator,
                newGlobalOverload("mixed_int_double_" + operator, result, INT, DOUBLE),
                newGlobalOverload("mixed_double_int_" + operator, result, DOUBLE, INT));
    }

    private static CelFunctionDecl global(String name, CelType result, CelType parameter) {
        return newFunctionDeclaration(name, newGlobalOverload(name, result, parameter));
    }

    private static CelFunctionDecl ofEvents(String name, CelType result, CelType... parameters) {
        List<CelType> types = new ArrayList<>(List.of(EVENTS));
        types.addAll(List.of(parameters));
        CelOverloadDecl overload = newMemberOverload("events_" + name, result, types);
        return newFunctionDeclaration(name, overload);
    }

    private static Optional<CelExpr> expandWhere(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> arguments) {
        if (arguments.get(0).getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.empty();
        }
        CelExpr fold = make.fold(
                arguments.get(0).ident().name(),
                make.newIdentifier(ENTRIES),
                make.getAccumulatorVarName(),
                make.newConstant(CelConstant.ofValue(false)),
                make.newConstant(CelConstant.ofValue(true)),
                arguments.get(1),
                make.newIdentifier(make.getAccumulatorVarName()));
        return Optional.of(make.newReceiverCall(WHERE, target, fold));
    }
}
