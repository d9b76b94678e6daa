package dev.midnight.storm.report;

import java.util.List;

/**
 * What one command measured, for a page and for JSON.
 *
 * @param summary the sentences that a reader in a hurry reads
 * @param commands how to measure it again
 * @param data the raw figures: records, lists and maps that Jackson can write
 */
public record Report(
    String title,
    List<String> summary,
    List<String> commands,
    List<Section> sections,
    Object data) {

  public Report {
    summary = List.copyOf(summary);
    commands = List.copyOf(commands);
    sections = List.copyOf(sections);
  }
}
