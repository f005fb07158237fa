package dev.segue.rule.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;

/** A parsed rule, where its parts stand in its text, and what was found wrong with it. */
final class RuleTree {

    /** A name of another segment in a rule, at an index into the rule's text. */
    record Reference(String segmentId, int offset) {}

    private final CelAbstractSyntaxTree ast;
    private final Passage passage;
    private final String segmentId;
    private final Problems problems;
    private final List<Reference> references = new ArrayList<>();
    private int refused;

    RuleTree(CelAbstractSyntaxTree ast, Passage passage, String segmentId, Problems problems) {
        this.ast = ast;
        this.passage = passage;
        this.segmentId = segmentId;
        this.problems = problems;
    }

    CelExpr root() {
        return ast.getExpr();
    }

    /** Refuses a part of the rule, for the reason given. */
    Typed refuse(CelExpr part, String message) {
        refused++;
        problems.add(passage.problem(segmentId, offset(part), message));
        return Typed.UNKNOWN;
    }

    boolean isRefused() {
        return refused > 0;
    }

    void refer(String toSegment, CelExpr part) {
        references.add(new Reference(toSegment, offset(part)));
    }

    List<Reference> references() {
        return List.copyOf(references);
    }

    /** Where people look for the part: at an operator's sign, a call's name, else its beginning. */
    private int offset(CelExpr part) {
        String text = passage.text();
        int codePoints =
                ast.getSource().getPositionsMap().getOrDefault(start(part).id(), 0);
        int index = text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        return index < text.length() && text.charAt(index) == '(' ? nameBefore(text, index) : index;
    }

    /** An attribute or property begins with the name before its dot. */
    private static CelExpr start(CelExpr part) {
        boolean selected = part.getKind() == CelExpr.ExprKind.Kind.SELECT;
        boolean indexed = part.getKind() == CelExpr.ExprKind.Kind.CALL
                && part.call().function().equals("_[_]");
        if (!selected && !indexed) {
            return part;
        }
        CelExpr owner = selected ? part.select().operand() : part.call().args().get(0);
        return owner.getKind() == CelExpr.ExprKind.Kind.IDENT ? owner : part;
    }

    private static int nameBefore(String text, int parenthesis) {
        int end = parenthesis;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start < end ? start : parenthesis;
    }
}
