package dev.roomjar.bench;

import java.util.ArrayList;
import java.util.List;

/** What benchmarks found, as Markdown: prose and tables in the order they came. Used by one thread. */
final class Report {
    private final StringBuilder markdown = new StringBuilder();

    /** Starts a section: what is measured and how, in a sentence or two. */
    void section(String title, String how) {
        markdown.append("## ").append(title).append("\n\n").append(how.strip()).append("\n\n");
    }

    /** A remark on the figures above it. */
    void note(String text) {
        markdown.append(text.strip()).append("\n\n");
    }

    /** A table; every row has as many cells as there are columns. */
    void table(List<String> columns, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.add(columns.stream().map(column -> "---").toList());
        lines.addAll(rows);
        for (List<String> line : lines) {
            if (line.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + line.size() + " cells in a table of " + columns);
            }
            markdown.append("| ").append(String.join(" | ", line)).append(" |\n");
        }
        markdown.append('\n');
    }

    String markdown() {
        return markdown.toString();
    }
}
