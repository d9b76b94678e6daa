package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.Advice;
import org.jspecify.annotations.Nullable;

/** Advice on a setting, or a sentence about none. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AdviceBody(
    @Nullable String setting, @Nullable String now, @Nullable String advised, String reason) {

  static AdviceBody of(Advice advice) {
    return new AdviceBody(advice.setting(), advice.now(), advice.advised(), advice.reason());
  }
}
