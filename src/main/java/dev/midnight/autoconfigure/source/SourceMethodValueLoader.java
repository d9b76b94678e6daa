package dev.midnight.autoconfigure.source;

import dev.midnight.RefreshContext;
import dev.midnight.ValueLoader;

/** A loader that takes what a source method returns as one value. Thread-safe. */
public final class SourceMethodValueLoader implements ValueLoader<Object> {

  private final SourceCall call;

  /** For a method of {@link SourceMethod.Shape#VALUE} on a bean. */
  public SourceMethodValueLoader(SourceMethod source, Object bean) {
    this.call = new SourceCall(source, bean);
  }

  @Override
  public Object load(RefreshContext context) throws Exception {
    return call.result(context);
  }
}
