package dev.segue.rule.language;

import dev.segue.rule.Problem;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A YAML scalar. Quotes, escapes, indentation and folding keep all characters that are not white space, in their order;
 * so the n-th of the value is the n-th of the file's text, and that is how a place in the value is found in the file.
 */
final class ScalarPassage implements Passage {

    private final SourceText file;
    private final ScalarNode node;

    ScalarPassage(SourceText file, ScalarNode node) {
        this.file = file;
        this.node = node;
    }

    @Override
    public String text() {
        return node.getValue();
    }

    @Override
    public Problem problem(String segmentId, int offset, String message) {
        String value = node.getValue();
        int place = Math.min(offset, value.length());
        int solid = 0;
        for (int i = 0; i < place; i++) {
            if (!Character.isWhitespace(value.charAt(i))) {
                solid++;
            }
        }
        boolean onSpace = place == value.length() || Character.isWhitespace(value.charAt(place));
        return file.problem(segmentId, node.getStartMark(), indexOf(solid, onSpace), message);
    }

    /** Where, from the start of the raw scalar, the solid character of that number is; or what comes after the one before. */
    private int indexOf(int number, boolean afterPrevious) {
        RawScalar raw = new RawScalar(file.between(node.getStartMark(), node.getEndMark()), node.getScalarStyle());
        int after = raw.index;
        for (int seen = 0; seen < number; seen++) {
            raw.toSolid();
            raw.step();
            after = raw.index;
        }
        if (!afterPrevious) {
            raw.toSolid();
            return raw.index;
        }
        return after;
    }

    /** A walk over the characters of a scalar as it stands in the file. */
    private static final class RawScalar {

        private final String raw;
        private final ScalarStyle style;
        private int index;
        private int unitsLeft;

        private RawScalar(String raw, ScalarStyle style) {
            this.raw = raw;
            this.style = style;
            switch (style) {
                case LITERAL, FOLDED -> this.index = Math.max(0, raw.indexOf('\n'));
                case SINGLE_QUOTED, DOUBLE_QUOTED -> this.index = 1;
                default -> this.index = 0;
            }
        }

        /** Skips white space, written as itself or as an escape. */
        private void toSolid() {
            while (unitsLeft == 0 && index < raw.length()) {
                if (Character.isWhitespace(raw.charAt(index))) {
                    index++;
                } else if (isEscape() && escapesWhitespace()) {
                    index += escapeLength();
                } else {
                    return;
                }
            }
        }

        /** Passes one character of the value. */
        private void step() {
            if (unitsLeft > 0) {
                unitsLeft--;
                index += unitsLeft == 0 ? 10 : 0;
            } else if (isEscape() && raw.charAt(index + 1) == 'U' && codePoint(8) > 0xffff) {
                unitsLeft = 1;
            } else if (isEscape()) {
                index += escapeLength();
            } else if (style == ScalarStyle.SINGLE_QUOTED && raw.startsWith("''", index)) {
                index += 2;
            } else {
                index++;
            }
            index = Math.min(index, raw.length());
        }

        private boolean isEscape() {
            return style == ScalarStyle.DOUBLE_QUOTED && raw.charAt(index) == '\\' && index + 1 < raw.length();
        }

        private int escapeLength() {
            return switch (raw.charAt(index + 1)) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        }

        private boolean escapesWhitespace() {
            return switch (raw.charAt(index + 1)) {
                case 'x' -> Character.isWhitespace(codePoint(2));
                case 'u' -> Character.isWhitespace(codePoint(4));
                case 'U' -> Character.isWhitespace(codePoint(8));
                case 't', 'n', 'v', 'f', 'r', ' ', '\t', '\n', '\r', 'L', 'P' -> true;
                default -> false;
            };
        }

        private int codePoint(int digits) {
            return Integer.parseInt(raw.substring(index + 2, index + 2 + digits), 16);
        }
    }
}
