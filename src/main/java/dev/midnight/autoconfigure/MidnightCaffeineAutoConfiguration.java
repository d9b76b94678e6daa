package dev.midnight.autoconfigure;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.midnight.caffeine.CaffeineMissStore;
import dev.midnight.spi.MissStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Remembers in Caffeine what the caches do not hold. */
@AutoConfiguration(before = MidnightAutoConfiguration.class)
@ConditionalOnClass(Caffeine.class)
public final class MidnightCaffeineAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(MissStore.class)
  CaffeineMissStore midnightMissStore() {
    return new CaffeineMissStore();
  }
}
