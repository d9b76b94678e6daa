package dev.midnight.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets a native image write the answers as JSON: the methods that return them declare only what all
 * of them have in common.
 */
final class AnswerHints implements RuntimeHintsRegistrar {

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    new BindingReflectionHintsRegistrar()
        .registerReflectionHints(
            hints.reflection(),
            CachesBody.class,
            CacheBody.class,
            ActionBody.class,
            KeyBody.class,
            DiffBody.class,
            RefusedBody.class,
            CacheHealth.class,
            InfoBody.class);
  }
}
