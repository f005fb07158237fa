package dev.segue.rule.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.segue.rule.Cost;
import dev.segue.rule.Expression;
import dev.segue.rule.Limits;
import java.util.List;
import java.util.Optional;

/** Reads rules: parse, check, translate. */
final class RuleReader {

    /**
     * A rule and the segments that it asks of, in the order of its text.
     *
     * @param expression means nothing where there are problems with the rule
     */
    record Rule(Expression expression, List<RuleTree.Reference> references) {}

    private final Limits limits;
    private final Problems problems;

    RuleReader(Limits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /**
     * The rule; the problems say what is wrong with it. One that can be parsed at all comes back even so, so that the
     * segments that it asks of are looked at too.
     */
    Optional<Rule> read(Passage passage, String segmentId) {
        String text = passage.text();
        if (text.length() > RuleGrammar.MAX_RULE_LENGTH) {
            problems.add(passage.problem(
                    segmentId,
                    0,
                    "the rule is longer than " + RuleGrammar.MAX_RULE_LENGTH
                            + " characters; make segments of its parts and ask for them by inSegment"));
            return Optional.empty();
        }
        CelValidationResult parsed = RuleGrammar.parse(text);
        if (parsed.hasError()) {
            CelIssue first = parsed.getErrors().get(0);
            problems.add(
                    passage.problem(segmentId, SyntaxAdvice.offset(first, text), SyntaxAdvice.message(first, text)));
            return Optional.empty();
        }
        CelAbstractSyntaxTree ast = tree(parsed);
        RuleTree tree = new RuleTree(ast, passage, segmentId, problems);
        Expression expression = new Translation(tree, limits).rule();
        if (!tree.isRefused()) {
            check(ast, expression, passage, segmentId);
        }
        return Optional.of(new Rule(expression, tree.references()));
    }

    private void check(CelAbstractSyntaxTree ast, Expression expression, Passage passage, String segmentId) {
        CelValidationResult checked = RuleGrammar.check(ast);
        if (checked.hasError()) {
            problems.add(passage.problem(
                    segmentId,
                    SyntaxAdvice.offset(checked.getErrors().get(0), passage.text()),
                    "the kinds of value do not fit together here"));
            return;
        }
        long cost = Cost.of(expression);
        if (cost > limits.maxCost()) {
            problems.add(passage.problem(
                    segmentId,
                    0,
                    "the rule costs about " + cost + ", over the limit of " + limits.maxCost()
                            + "; take out conditions, patterns or sequences"));
        }
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult parsed) {
        try {
            return parsed.getAst();
        } catch (CelValidationException impossible) {
            throw new IllegalStateException("A rule without errors has no tree.", impossible);
        }
    }
}
