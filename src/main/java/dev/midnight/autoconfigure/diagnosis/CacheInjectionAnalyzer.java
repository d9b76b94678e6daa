package dev.midnight.autoconfigure.diagnosis;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotValue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/** Explains a cache that was to be injected and does not exist, or could be more than one. */
final class CacheInjectionAnalyzer
    extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> implements Ordered {

  private static final Set<Class<?>> TYPES =
      Set.of(SnapshotCache.class, SnapshotValue.class, SnapshotGroup.class);

  private final @Nullable ConfigurableListableBeanFactory beans;

  CacheInjectionAnalyzer(BeanFactory beans) {
    this.beans = beans instanceof ConfigurableListableBeanFactory listable ? listable : null;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable failure, NoSuchBeanDefinitionException cause, @Nullable String injectedInto) {
    ResolvableType wanted = cause.getResolvableType();
    if (wanted == null || !TYPES.contains(wanted.toClass())) {
      return null;
    }
    String where = injectedInto == null ? "The application" : injectedInto;
    return cause instanceof NoUniqueBeanDefinitionException ambiguous
        ? ambiguous(where, wanted, ambiguous)
        : missing(where, wanted, cause);
  }

  private FailureAnalysis missing(
      String where, ResolvableType wanted, NoSuchBeanDefinitionException cause) {
    List<String> candidates = candidates(wanted.toClass());
    String known =
        candidates.isEmpty()
            ? "There is none of any other type either."
            : "These exist:\n" + String.join("\n", candidates);
    return new FailureAnalysis(
        "%s needs a %s, and there is none that fits its type and qualifier. %s"
            .formatted(where, shortName(wanted), known),
        ("Ask for one of them by its type, or declare its source: a SnapshotLoader or ValueLoader"
            + " bean of these types, or a @SnapshotSource method; of a group,"
            + " midnight.groups.<name>.caches."),
        cause);
  }

  private FailureAnalysis ambiguous(
      String where, ResolvableType wanted, NoUniqueBeanDefinitionException cause) {
    var names = cause.getBeanNamesFound();
    String found =
        (names == null ? List.<String>of() : List.copyOf(names))
            .stream().map(this::describe).collect(Collectors.joining("\n"));
    String example = names == null || names.isEmpty() ? "name" : qualifier(names.iterator().next());
    return new FailureAnalysis(
        "%s needs a %s, and %d fit:%n%s"
            .formatted(where, shortName(wanted), cause.getNumberOfBeansFound(), found),
        "Say which one by its name, as in @Qualifier(\"%s\"), or name the parameter after its bean."
            .formatted(example),
        cause);
  }

  private List<String> candidates(Class<?> type) {
    return beans == null
        ? List.of()
        : Arrays.stream(beans.getBeanNamesForType(type, true, false)).map(this::describe).toList();
  }

  private String describe(String bean) {
    if (beans == null || !beans.containsBeanDefinition(bean)) {
      return "  - " + bean;
    }
    ResolvableType type = beans.getMergedBeanDefinition(bean).getResolvableType();
    return "  - %s (bean '%s'), a %s".formatted(qualifier(bean), bean, shortName(type));
  }

  /** A cache goes by the name that is left without the suffix of its bean. */
  private static String qualifier(String bean) {
    return bean.replaceFirst("(?<=.)(Cache|Value|Group)$", "");
  }

  private static String shortName(ResolvableType type) {
    return type.toString().replaceAll("[\\w.]+\\.(?=\\w)", "").replace('$', '.');
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
