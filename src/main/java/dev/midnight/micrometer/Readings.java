package dev.midnight.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters that read one object, which the registry holds weakly: a registry that outlives
 * the application keeps no cache alive. Such a registry still holds the meter of an earlier
 * application, whose object is gone; the new one takes its place.
 */
final class Readings<T> {

  private final MeterRegistry registry;
  private final Tags tags;
  private final T object;

  Readings(MeterRegistry registry, String cache, T object) {
    this.registry = registry;
    this.tags = Tags.of("cache", cache);
    this.object = object;
  }

  void gauge(String name, @Nullable String unit, String text, ToDoubleFunction<T> value) {
    gauge(name, Tags.empty(), unit, text, value);
  }

  void gauge(
      String name, Tags more, @Nullable String unit, String text, ToDoubleFunction<T> value) {
    Tags all = tags.and(more);
    registry.removeByPreFilterId(new Meter.Id(name, all, unit, text, Meter.Type.GAUGE));
    Gauge.builder(name, object, value)
        .tags(all)
        .baseUnit(unit)
        .description(text)
        .register(registry);
  }

  /** A gauge of a duration; where there is none, of no number. */
  void seconds(String name, String text, Function<T, @Nullable Duration> value) {
    gauge(name, "seconds", text, from -> inSeconds(value.apply(from)));
  }

  void counter(String name, String tag, String tagValue, String text, ToDoubleFunction<T> value) {
    Tags all = tags.and(tag, tagValue);
    registry.removeByPreFilterId(new Meter.Id(name, all, null, text, Meter.Type.COUNTER));
    FunctionCounter.builder(name, object, value).tags(all).description(text).register(registry);
  }

  void counter(String name, String text, ToDoubleFunction<T> value) {
    registry.removeByPreFilterId(new Meter.Id(name, tags, null, text, Meter.Type.COUNTER));
    FunctionCounter.builder(name, object, value).tags(tags).description(text).register(registry);
  }

  private static double inSeconds(@Nullable Duration duration) {
    return duration == null
        ? Double.NaN
        : (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
  }
}
