package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands properties that were set to a builder; the others keep the builder's default. */
final class BuilderSettings {

  private final SnapshotCacheBuilder<?, ?> builder;

  BuilderSettings(SnapshotCacheBuilder<?, ?> builder) {
    this.builder = builder;
  }

  void apply(CacheSettings settings) {
    CacheProperties properties = settings.properties();
    builder.schedule(settings.schedule()).jitter(settings.jitter());
    builder.misfire(settings.misfire());
    set(properties.deadline(), builder::deadline);
    set(properties.overrun(), builder::overrun);
    set(settings.maxStaleness(), builder::maxStaleness);
    builder.retry(properties.retry().first(), properties.retry().longest());
    set(properties.preflight(), builder::preflight);
    load(properties.load());
    validate(properties.validate());
    write(properties.write());
    miss(properties.miss());
    set(properties.store().keep(), builder::storeKeep);
  }

  private void load(CacheProperties.Load load) {
    set(load.parallelism(), builder::parallelism);
    set(load.rowsPerSecond(), builder::rowsPerSecond);
    set(load.duplicates(), builder::duplicates);
    set(load.reuse(), builder::reuse);
  }

  private void validate(CacheProperties.Validate validate) {
    set(validate.minEntries(), builder::minEntries);
    set(validate.maxShrink(), share -> builder.maxShrink(share.share()));
    set(validate.maxGrowth(), share -> builder.maxGrowth(share.share()));
    set(validate.minOverlap(), share -> builder.minOverlap(share.share()));
    set(validate.maxSourceAge(), builder::maxSourceAge);
  }

  private void write(CacheProperties.Write write) {
    set(write.shards(), builder::writeShards);
    set(write.capacity(), builder::writeCapacity);
    set(write.drainInterval(), builder::drainInterval);
    set(write.overflow(), builder::overflow);
    set(write.blockTimeout(), builder::blockTimeout);
  }

  private void miss(CacheProperties.Miss miss) {
    set(miss.maximumSize(), builder::missMaximumSize);
    set(miss.expireAfterWrite(), builder::missExpireAfterWrite);
    set(miss.timeout(), builder::missTimeout);
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
