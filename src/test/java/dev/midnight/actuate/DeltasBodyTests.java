package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Trigger;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.test.CommandedCache;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeltasBodyTests {

  @Test
  void lastDeltaSaysWhenWhatWhyAndUpToWhere() {
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "c",
            builder ->
                builder.deltaLoader(
                    (watermark, out, context) -> {
                      if (!watermark.isEmpty()) {
                        throw new IllegalStateException("log was cut");
                      }
                      out.put("a", 2);
                      return "7\n8";
                    }))) {
      cache.publish(Map.of("a", 1));
      cache.takeDelta();
      cache.takeDelta();
      ManagedDeltas deltas = Objects.requireNonNull(((ManagedCache) cache.cache()).deltas());
      DeltasBody body = Objects.requireNonNull(DeltasBody.ofNullable(deltas));

      assertThat(body.watermark()).isEqualTo("7 8");
      assertThat(body.running()).isNull();
      assertThat(body.waitingFor()).isNull();
      assertThat(body.stuckLoads()).isEmpty();
      assertThat(body.consecutiveFailures()).isEqualTo(1);
      assertThat(body.last())
          .returns("FAILED", DeltasBody.DeltaBody::outcome)
          .returns("IllegalStateException: log was cut", DeltasBody.DeltaBody::reason)
          .returns(Trigger.MANUAL.name(), DeltasBody.DeltaBody::trigger)
          .returns("7 8", DeltasBody.DeltaBody::watermark);
      DeltasBody.DeltaBody published = body.history().get(1);
      assertThat(published.rows()).isEqualTo(1);
      assertThat(published.phases()).containsOnlyKeys("LOAD", "VALIDATE", "PUBLISH");
    }
  }
}
