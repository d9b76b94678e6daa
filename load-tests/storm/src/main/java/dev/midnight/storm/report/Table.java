package dev.midnight.storm.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a heading each; the first cell of a row names it. */
public record Table(List<String> headings, List<List<String>> rows) {

  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().<List<String>>map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "A table of %d columns was given the row %s of %d cells. Give it one cell for each heading."
                .formatted(headings.size(), row, row.size()));
      }
    }
  }

  /** The table as Markdown, for documents and for the console. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(line(headings));
    lines.add("|---".repeat(headings.size()) + "|");
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    cells.forEach(cell -> line.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    return line.toString();
  }
}
