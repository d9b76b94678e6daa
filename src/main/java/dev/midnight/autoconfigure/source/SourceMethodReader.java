package dev.midnight.autoconfigure.source;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import dev.midnight.SnapshotValue;
import dev.midnight.autoconfigure.source.SourceMethod.Shape;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Finds the source methods of a class and decides what each one gives. */
public final class SourceMethodReader {

  private SourceMethodReader() {}

  /**
   * The source methods of a bean of that class.
   *
   * @throws dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException if one cannot serve
   */
  public static List<SourceMethod> read(Class<?> beanClass) {
    Class<?> type = ClassUtils.getUserClass(beanClass);
    if (!AnnotationUtils.isCandidateClass(type, SnapshotSource.class)) {
      return List.of();
    }
    return MethodIntrospector.selectMethods(type, SourceMethodReader::annotation)
        .entrySet()
        .stream()
        .map(found -> read(type, found.getKey(), found.getValue()))
        .toList();
  }

  private static @Nullable SnapshotSource annotation(Method method) {
    return AnnotatedElementUtils.findMergedAnnotation(method, SnapshotSource.class);
  }

  private static SourceMethod read(Class<?> type, Method method, SnapshotSource annotation) {
    MethodRules.check(method);
    ResolvableType result = ResolvableType.forMethodReturnType(method, type);
    checkKey(method, result.toClass(), annotation);
    String name = annotation.name().isBlank() ? method.getName() : annotation.name().trim();
    Shape shape = shape(result.toClass(), annotation);
    return switch (shape) {
      case MAP -> new SourceMethod(name, method, shape, ofMap(result), null, annotation);
      case ELEMENTS -> ofElements(name, method, result, annotation);
      case VALUE -> new SourceMethod(name, method, shape, ofValue(result), null, annotation);
    };
  }

  private static void checkKey(Method method, Class<?> result, SnapshotSource annotation) {
    boolean elements =
        Stream.class.isAssignableFrom(result) || Collection.class.isAssignableFrom(result);
    if (MethodRules.isStream(result) && (annotation.key().isBlank() || annotation.value())) {
      throw MethodRules.refused(
          method,
          "returns a Stream without a key: it could be read only once",
          "Name the property of its elements that is their key, as in @SnapshotSource(key = \"id\"),"
              + " or return a List.");
    }
    if (!annotation.key().isBlank() && (annotation.value() || !elements)) {
      throw MethodRules.refused(
          method,
          "names the key '%s', but what it returns is taken as a whole".formatted(annotation.key()),
          "Leave the key out, or return a Stream or Collection without value = true.");
    }
  }

  private static Shape shape(Class<?> result, SnapshotSource annotation) {
    if (annotation.value()) {
      return Shape.VALUE;
    }
    if (Map.class.isAssignableFrom(result)) {
      return Shape.MAP;
    }
    return annotation.key().isBlank() ? Shape.VALUE : Shape.ELEMENTS;
  }

  private static ResolvableType ofMap(ResolvableType result) {
    ResolvableType map = result.as(Map.class);
    return map.hasUnresolvableGenerics()
        ? ResolvableType.forClass(SnapshotCache.class)
        : ResolvableType.forClassWithGenerics(
            SnapshotCache.class, map.getGeneric(0), map.getGeneric(1));
  }

  private static SourceMethod ofElements(
      String name, Method method, ResolvableType result, SnapshotSource annotation) {
    Class<?> container =
        Stream.class.isAssignableFrom(result.toClass()) ? Stream.class : Collection.class;
    ResolvableType element = result.as(container).getGeneric(0);
    Class<?> elementClass = element.resolve();
    if (elementClass == null || elementClass == Object.class) {
      throw MethodRules.refused(
          method,
          "does not say what its elements are, so their key '%s' is unknown"
              .formatted(annotation.key()),
          "Declare the element type, as in Stream<City>.");
    }
    KeyAccessor key = KeyAccessor.of(element, annotation.key());
    if (key == null) {
      throw MethodRules.refused(
          method,
          "names the key '%s', but %s has no such record component, getter or field"
              .formatted(annotation.key(), elementClass.getSimpleName()),
          "Name one that it has.");
    }
    ResolvableType type =
        ResolvableType.forClassWithGenerics(SnapshotCache.class, key.type(), element);
    return new SourceMethod(name, method, Shape.ELEMENTS, type, key, annotation);
  }

  private static ResolvableType ofValue(ResolvableType result) {
    ResolvableType value =
        result.toClass().isPrimitive()
            ? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(result.toClass()))
            : result;
    return ResolvableType.forClassWithGenerics(SnapshotValue.class, value);
  }
}
