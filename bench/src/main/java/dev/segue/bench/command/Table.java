package dev.segue.bench.command;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, aligned, as Markdown. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < widths.length; column++) {
                String cell = rows.get(row).get(column);
                String blank = " ".repeat(widths[column] - cell.length());
                text.append("| ")
                        .append(column == 0 ? cell + blank : blank + cell)
                        .append(' ');
            }
            text.append("|\n");
            if (row == 0) {
                for (int column = 0; column < widths.length; column++) {
                    text.append('|').append("-".repeat(widths[column] + 1)).append(column == 0 ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
