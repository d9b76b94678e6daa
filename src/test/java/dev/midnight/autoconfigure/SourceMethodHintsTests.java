package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotSource;
import dev.midnight.autoconfigure.properties.Percentage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

class SourceMethodHintsTests {

  @Test
  void nativeImageKeepsSourceMethodsTheirKeysAndWhatQuartzCreatesByName() {
    RuntimeHints hints = hintsOf(Source.class);
    assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Source.class, "cities"))
        .accepts(hints);
    assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(City.class, "code"))
        .accepts(hints);
    assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Percentage.class, "of"))
        .accepts(hints);
    assertThat(RuntimeHintsPredicates.reflection().onType(org.quartz.simpl.SimpleThreadPool.class))
        .accepts(hints);
  }

  private static RuntimeHints hintsOf(Class<?> configuration) {
    var context = new AnnotationConfigApplicationContext();
    context.register(configuration, AllOfMidnight.class);
    var generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(configuration)), new InMemoryGeneratedFiles());
    new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    return generation.getRuntimeHints();
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {
    @SnapshotSource(key = "code")
    List<City> cities() {
      return List.of(new City("PAR", "Paris"));
    }
  }
}
