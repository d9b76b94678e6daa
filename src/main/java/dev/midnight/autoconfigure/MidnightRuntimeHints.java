package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.Percentage;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image must keep although no code names it. */
final class MidnightRuntimeHints implements RuntimeHintsRegistrar {

  /** Quartz creates and sets these up by name. */
  private static final String[] QUARTZ = {
    "org.quartz.simpl.RAMJobStore",
    "org.quartz.simpl.SimpleThreadPool",
    "org.quartz.simpl.CascadingClassLoadHelper"
  };

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    hints.reflection().registerType(Percentage.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    for (String type : QUARTZ) {
      hints
          .reflection()
          .registerTypeIfPresent(
              classLoader,
              type,
              MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
              MemberCategory.INVOKE_PUBLIC_METHODS);
    }
  }
}
