package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether an application starts and works where an optional jar is really absent.
 *
 * <p>A filtered class loader hides classes from conditions only: what Midnight's own classes link
 * to is still found by the loader behind it. Here all classes are loaded anew, without the jar.
 */
class AbsentJarTests {

  /** Its test jar declares a service that wants the class loader of the tests. */
  private static final String TESTS_OWN = "|opentelemetry-sdk-testing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caffeine-",
        "resilience4j-",
        "resilience4j-bulkhead",
        "resilience4j-circuitbreaker",
        "resilience4j-ratelimiter",
        "resilience4j-retry",
        "resilience4j-spring",
        "resilience4j-timelimiter",
        "spring-boot-actuator|spring-boot-starter-actuator",
        "spring-boot-health",
        "spring-boot-micrometer|micrometer-|resilience4j-",
        "spring-boot-micrometer-metrics",
        "spring-boot-micrometer|micrometer-observation",
        "context-propagation",
        "spring-tx|spring-boot-transaction|spring-jdbc|spring-boot-jdbc",
        "spring-webmvc|spring-boot-webmvc",
        "spring-security-",
        "jakarta.servlet-api|tomcat-|spring-boot-tomcat|spring-webmvc|spring-boot-webmvc",
        "zstd-jni",
        "jackson-dataformat-cbor"
      })
  void worksWithout(String jars, @TempDir Path directory) throws Exception {
    assertThat(without(jars, "file", directory)).isEqualTo("PUBLISHED 1 2");
  }

  /** Without Jackson there is nothing that could write entries. */
  @Test
  void worksWithoutJackson(@TempDir Path directory) throws Exception {
    assertThat(without("jackson-databind", "none", directory)).isEqualTo("PUBLISHED 1 2");
  }

  private static String without(String jars, String storeType, Path directory) throws Exception {
    Predicate<String> absent =
        name -> Arrays.stream((jars + TESTS_OWN).split("\\|", -1)).anyMatch(name::startsWith);
    try (URLClassLoader loader =
        new URLClassLoader(classPath(absent), ClassLoader.getPlatformClassLoader())) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Thread thread =
          new Thread(() -> runIn(loader, storeType, directory, answer), "without " + jars);
      thread.setContextClassLoader(loader);
      thread.start();
      return answer.get();
    }
  }

  private static void runIn(
      ClassLoader loader, String storeType, Path directory, CompletableFuture<String> answer) {
    try {
      answer.complete(
          (String)
              loader
                  .loadClass(WithoutJar.class.getName())
                  .getMethod("run", String.class, String.class)
                  .invoke(null, storeType, directory.toString()));
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  private static URL[] classPath(Predicate<String> absent) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    boolean found = false;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (absent.test(path.getFileName().toString())) {
        found = true;
      } else {
        urls.add(path.toUri().toURL());
      }
    }
    assertThat(found).as("a jar is there that is to be absent").isTrue();
    return urls.toArray(URL[]::new);
  }
}
