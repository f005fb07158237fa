package dev.segue.rule.language;

import dev.segue.rule.Problem;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The text of a file: from places in it to problems. */
final class SourceText {

    private final String text;
    private final List<String> lines;

    SourceText(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    /** The whole text as one passage. */
    Passage all() {
        return new Stretch(text, 0);
    }

    /** A problem where the mark points. */
    Problem problem(String segmentId, Mark mark, String message) {
        return problem(segmentId, mark.getLine(), mark.getColumn(), message);
    }

    /** The empty passage where the mark points. */
    Passage at(Mark mark) {
        return new Stretch("", text.offsetByCodePoints(0, mark.getIndex()));
    }

    /** The value of a scalar as a passage. */
    Passage value(ScalarNode node) {
        return new ScalarPassage(this, node);
    }

    /** The part of the file between two marks. */
    String between(Mark start, Mark end) {
        int from = text.offsetByCodePoints(0, start.getIndex());
        return text.substring(from, text.offsetByCodePoints(from, end.getIndex() - start.getIndex()));
    }

    /** A problem {@code offset} characters after the mark. */
    Problem problem(String segmentId, Mark mark, int offset, String message) {
        return problem(segmentId, text.offsetByCodePoints(0, mark.getIndex()) + offset, message);
    }

    private Problem problem(String segmentId, int index, String message) {
        String before = text.substring(0, Math.min(index, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return problem(segmentId, line, before.length() - before.lastIndexOf('\n') - 1, message);
    }

    private Problem problem(String segmentId, int line, int column, String message) {
        String shown = line < lines.size() ? lines.get(line) : "";
        return new Problem(segmentId, line + 1, Math.min(column, shown.length()) + 1, message, shown);
    }

    private final class Stretch implements Passage {

        private final String value;
        private final int start;

        private Stretch(String value, int start) {
            this.value = value;
            this.start = start;
        }

        @Override
        public String text() {
            return value;
        }

        @Override
        public Problem problem(String segmentId, int offset, String message) {
            return SourceText.this.problem(segmentId, start + offset, message);
        }
    }
}
