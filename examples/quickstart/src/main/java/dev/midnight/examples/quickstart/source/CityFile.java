package dev.midnight.examples.quickstart.source;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.springframework.core.io.ClassPathResource;

/** The cities of GeoNames as they are shipped. */
final class CityFile {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private CityFile() {}

  /** Its rows, with their columns named by the header; to be closed. */
  static CSVParser open() throws IOException {
    var file = new ClassPathResource("geonames-cities.csv.gz").getInputStream();
    var text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8);
    return CSVParser.builder().setReader(text).setFormat(FORMAT).get();
  }
}
