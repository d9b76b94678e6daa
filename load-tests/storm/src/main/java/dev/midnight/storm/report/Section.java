package dev.midnight.storm.report;

import java.util.List;

/** A heading with the text, tables and plots below it. */
public record Section(String title, String text, List<Table> tables, List<Plot> plots) {

  public Section {
    tables = List.copyOf(tables);
    plots = List.copyOf(plots);
  }

  public static Section of(String title, String text, Table table, Plot... plots) {
    return new Section(title, text, List.of(table), List.of(plots));
  }
}
