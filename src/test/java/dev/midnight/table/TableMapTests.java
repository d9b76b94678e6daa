package dev.midnight.table;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.MapFeature;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The map of a table, held to what Guava's suite expects of an immutable map. */
class TableMapTests {

  private static final List<Feature<?>> FEATURES =
      List.of(
          CollectionSize.ANY,
          MapFeature.ALLOWS_NULL_KEY_QUERIES,
          MapFeature.ALLOWS_NULL_VALUE_QUERIES,
          CollectionFeature.NONE);

  @TestFactory
  Stream<DynamicNode> mapOfABuiltTable() {
    return leaves(suite("built", new Built()));
  }

  @TestFactory
  Stream<DynamicNode> mapOfAPatchedTable() {
    return leaves(suite("patched", new Patched()));
  }

  private static TestSuite suite(String name, TestStringMapGenerator maps) {
    return MapTestSuiteBuilder.using(maps)
        .named("map of a table " + name)
        .withFeatures(FEATURES)
        .createTestSuite();
  }

  /**
   * The suite is of JUnit 3; each of its tests is run as one of JUnit 5, so that all are counted.
   */
  private static Stream<DynamicNode> leaves(Test test) {
    if (test instanceof TestSuite suite) {
      return Collections.list(suite.tests()).stream().flatMap(TableMapTests::leaves);
    }
    return Stream.of(DynamicTest.dynamicTest(test.toString(), ((TestCase) test)::runBare));
  }

  private static final class Built extends TestStringMapGenerator {
    @Override
    protected Map<String, String> create(Entry<String, String>[] entries) {
      TableBuilder<String, String> builder =
          new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.LAST);
      for (Entry<String, String> entry : entries) {
        builder.put(entry.getKey(), entry.getValue());
      }
      return builder.build(1).table().asMap();
    }
  }

  private static final class Patched extends TestStringMapGenerator {
    @Override
    protected Map<String, String> create(Entry<String, String>[] entries) {
      Table<String, String> table = Table.empty();
      for (Entry<String, String> entry : entries) {
        table =
            table
                .patch(Map.of(entry.getKey(), entry.getValue()), SameValue.of(ReusePolicy.AUTO))
                .table();
      }
      return table.asMap();
    }
  }
}
