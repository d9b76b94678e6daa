package dev.midnight.sample;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotSource;
import dev.midnight.SnapshotValue;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An application whose rows and beans are not public; says on standard output what it holds. */
@SpringBootApplication(proxyBeanMethods = false)
public class SampleApplication {

  public static void main(String[] args) {
    SpringApplication.run(SampleApplication.class, args).close();
  }

  record Town(String code, String name) {}

  @Bean
  SnapshotLoader<String, Town> towns() {
    return (out, context) -> out.put("X", new Town("X", "Xanten"));
  }

  @Bean
  SnapshotLoader<Integer, List<Town>> regionsLoader(SnapshotCache<String, Town> towns) {
    return (out, context) -> out.put(1, List.of(towns.snapshot().asMap().get("X")));
  }

  @Service
  static class RowService {

    record Row(int id, String text) {}

    private final JdbcClient jdbc;

    RowService(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @SnapshotSource(key = "id")
    @Transactional(readOnly = true)
    Stream<Row> rows() {
      return jdbc
          .sql("select x, 'row ' || x from system_range(1, 5)")
          .query((row, number) -> new Row(row.getInt(1), row.getString(2)))
          .stream();
    }

    @SnapshotSource
    String label() {
      return "all";
    }
  }

  @Bean
  CommandLineRunner report(
      SnapshotCache<String, Town> towns,
      SnapshotCache<Integer, List<Town>> regions,
      @Qualifier("rows") SnapshotCache<Integer, RowService.Row> rows,
      SnapshotValue<String> label,
      @Qualifier("both") SnapshotGroup both) {
    return args ->
        System.out.printf(
            "generated=%s towns=%s regions=%s rows=%d label=%s group=%d%n",
            AotDetector.useGeneratedArtifacts(),
            towns.get("X"),
            regions.get(1),
            rows.snapshot().size(),
            label.get(),
            both.snapshot().of(rows).size());
  }
}
