package dev.midnight.autoconfigure;

import dev.midnight.propagation.PropagatedContext;
import dev.midnight.spi.ContextCarrier;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Carries the context of who asks for a refresh to its loader, where Micrometer's library is. */
@AutoConfiguration(before = MidnightAutoConfiguration.class)
@ConditionalOnClass(ContextSnapshotFactory.class)
public final class MidnightContextAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ContextCarrier midnightContextCarrier() {
    return new PropagatedContext(ContextRegistry.getInstance());
  }
}
