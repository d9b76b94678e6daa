package dev.midnight.autoconfigure;

import dev.midnight.SnapshotSource;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.autoconfigure.source.SourceMethod;
import dev.midnight.autoconfigure.source.SourceMethodReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the methods annotated with {@link SnapshotSource} without creating their beans. */
final class SourceMethodBeans {

  private static final Logger log = LoggerFactory.getLogger(SourceMethodBeans.class);

  private final ConfigurableListableBeanFactory beans;

  SourceMethodBeans(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  Stream<CacheDefinition> definitions() {
    return Arrays.stream(beans.getBeanDefinitionNames())
        .filter(bean -> !BeanTypes.isScopedTarget(bean))
        .filter(bean -> !beans.getMergedBeanDefinition(bean).isAbstract())
        .flatMap(this::definitions);
  }

  private Stream<CacheDefinition> definitions(String bean) {
    Class<?> type = BeanTypes.targetClass(beans, bean);
    return type == null || type.getName().startsWith("org.springframework.")
        ? Stream.empty()
        : read(type).stream().map(method -> definition(bean, method));
  }

  /** A class with methods of types that are not there is none that Midnight could call. */
  static List<SourceMethod> read(Class<?> type) {
    try {
      return SourceMethodReader.read(type);
    } catch (IllegalStateException | NoClassDefFoundError e) {
      log.debug("{} cannot be searched for @SnapshotSource methods.", type, e);
      return List.of();
    }
  }

  private CacheDefinition definition(String bean, SourceMethod method) {
    SnapshotSource annotation = method.annotation();
    return new CacheDefinition(
        method.name(),
        method.shape() == SourceMethod.Shape.VALUE ? LoaderKind.VALUE : LoaderKind.SNAPSHOT,
        method.type(),
        bean,
        method,
        CacheProperties.ofSchedule(resolved(annotation.cron()), zone(method)),
        "@SnapshotSource method %s of bean '%s'".formatted(method.describe(), bean));
  }

  private @Nullable ZoneId zone(SourceMethod method) {
    String zone = resolved(method.annotation().zone());
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new RefusedConfigurationException(
          "@SnapshotSource method %s: zone '%s' is no time zone. The application does not start."
              .formatted(method.describe(), zone),
          "Name one such as Europe/Paris or UTC.",
          e);
    }
  }

  /** A value of the annotation with its placeholders replaced, or null if it says nothing. */
  private @Nullable String resolved(String value) {
    String resolved = value.isBlank() ? null : beans.resolveEmbeddedValue(value);
    return resolved == null || resolved.isBlank() ? null : resolved;
  }
}
