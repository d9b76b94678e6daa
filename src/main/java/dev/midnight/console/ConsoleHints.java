package dev.midnight.console;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Keeps the console's files and its own answer in a native image. */
final class ConsoleHints implements RuntimeHintsRegistrar {

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    hints.resources().registerPattern("META-INF/midnight-console/*");
    new BindingReflectionHintsRegistrar()
        .registerReflectionHints(hints.reflection(), SessionBody.class);
  }
}
