package org.havendesk.operator;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Prints an answer for a reader: a list as a table, one thing line by line. */
final class DeskPrinter {
    private static final int WIDEST = 60;

    private DeskPrinter() {}

    static void print(JsonNode answer, PrintStream out) {
        if (answer.isArray()) {
            table(answer, out);
        } else {
            answer.forEachEntry((name, value) -> out.println(name + ": " + text(value)));
        }
    }

    private static void table(JsonNode rows, PrintStream out) {
        if (rows.isEmpty()) {
            out.println("none");
            return;
        }
        var names = new ArrayList<>(rows.get(0).propertyNames());
        List<List<String>> lines = new ArrayList<>();
        lines.add(names);
        rows.forEach(row ->
                lines.add(names.stream().map(name -> cut(text(row.path(name)))).toList()));
        var widths = IntStream.range(0, names.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        lines.forEach(line -> out.println(line(line, widths).stripTrailing()));
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return line.toString();
    }

    /** On one line, and without anything that would move the cursor of a terminal. */
    private static String cut(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    private static String text(JsonNode value) {
        var text = value.isNull() || value.isMissingNode()
                ? ""
                : value.isValueNode() ? value.asString() : value.toString();
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
