package dev.midnight.autoconfigure.source;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A loader that takes its rows from what a source method returns. Thread-safe. */
public final class SourceMethodLoader implements SnapshotLoader<Object, Object> {

  private final SourceMethod source;
  private final SourceCall call;

  /** For a method of {@link SourceMethod.Shape#MAP} or {@code ELEMENTS} on a bean. */
  public SourceMethodLoader(SourceMethod source, Object bean) {
    this.source = source;
    if (MethodRules.isStream(source.method().getReturnType())) {
      InnermostAdvice.addTo(bean, source.method());
    }
    this.call = new SourceCall(source, bean);
  }

  @Override
  public void load(SnapshotWriter<Object, Object> out, RefreshContext context) throws Exception {
    Object result =
        StreamScope.open(source.method(), stream -> drain(stream, out), () -> call.result(context));
    if (result instanceof Stream<?> stream) {
      drain(stream, out);
    } else if (result instanceof Map<?, ?> map) {
      context.expect(map.size());
      map.forEach((key, value) -> put(out, key, value));
    } else if (result instanceof Collection<?> elements) {
      context.expect(elements.size());
      elements.forEach(element -> put(out, element));
    }
  }

  private void drain(Stream<?> stream, SnapshotWriter<Object, Object> out) {
    try (stream) {
      stream.forEach(element -> put(out, element));
    }
  }

  private void put(SnapshotWriter<Object, Object> out, Object element) {
    KeyAccessor key = Objects.requireNonNull(source.key());
    if (element == null) {
      throw new NullPointerException(
          "%s returned a null element: it has no key, so nothing is published."
              .formatted(source.describe()));
    }
    put(out, key.read(element), element);
  }

  @SuppressWarnings("NullAway") // the writer refuses nulls with a reason of its own
  private static void put(SnapshotWriter<Object, Object> out, Object key, Object value) {
    out.put(key, value);
  }
}
