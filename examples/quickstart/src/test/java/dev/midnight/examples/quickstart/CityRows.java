package dev.midnight.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.ClassPathResource;

/**
 * The rows of the shipped file, read without the code under test: no name in it holds a quote or a
 * line break, so that a line is a row and its quotes only enclose.
 */
final class CityRows {

  private CityRows() {}

  static List<City> read() {
    try (BufferedReader lines = open()) {
      lines.readLine();
      return lines.lines().map(CityRows::city).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader open() throws IOException {
    var file = new ClassPathResource("geonames-cities.csv.gz").getInputStream();
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8));
  }

  private static City city(String line) {
    List<String> cells = cells(line);
    CityKey key = new CityKey(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
    return new City(key, Double.parseDouble(cells.get(4)), Double.parseDouble(cells.get(5)));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
