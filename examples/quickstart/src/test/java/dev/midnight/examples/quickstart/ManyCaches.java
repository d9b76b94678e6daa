package dev.midnight.examples.quickstart;

import dev.midnight.SnapshotLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * A hundred caches: a large one that waits halfway, some with hostile names, and small ones. No
 * {@code @Configuration}, which the application would find.
 */
@EnableAutoConfiguration
@Import(ManyCaches.Small.class)
class ManyCaches {

  static final int CACHES = 100;

  /** A million; {@code -Dconsole.rows=10000000} for the size that the console must bear. */
  static final int ROWS = Integer.getInteger("console.rows", 1_000_000);

  static final List<String> HOSTILE =
      List.of(
          "<img src=x onerror=alert(1)>",
          "\"><script>alert(1)</script>",
          "a/b?c=d&e#f%2Fg h",
          "'\\`{{7*7}}`",
          "‮evil");

  /** Holds the large load at its middle while a test looks at it. */
  private volatile CountDownLatch halfway = new CountDownLatch(0);

  CountDownLatch holdHalfway() {
    halfway = new CountDownLatch(1);
    return halfway;
  }

  @Bean
  SnapshotLoader<Integer, Integer> cities() {
    return (out, context) -> {
      context.expect(ROWS);
      for (int row = 0; row < ROWS; row++) {
        if (row == ROWS / 2) {
          halfway.await();
        }
        out.put(row, row);
      }
    };
  }

  /** All but the large one. */
  static final class Small implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
      HOSTILE.forEach(name -> add(registry, name));
      for (int number = HOSTILE.size() + 1; number < CACHES; number++) {
        add(registry, "cache-%03d".formatted(number));
      }
    }

    @SuppressWarnings("rawtypes") // a registered class has no type arguments
    private static void add(BeanRegistry registry, String name) {
      registry.registerBean(
          name, SnapshotLoader.class, bean -> bean.supplier(context -> loader(name)));
    }

    private static SnapshotLoader<String, Integer> loader(String name) {
      return (out, context) -> Map.of(name, name.length()).forEach(out::put);
    }
  }
}
