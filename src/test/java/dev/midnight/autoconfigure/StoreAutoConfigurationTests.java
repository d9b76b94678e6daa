package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.disk.BlockCompression;
import dev.midnight.disk.FileSnapshotStores;
import dev.midnight.spi.MemoryCodec;
import dev.midnight.spi.SnapshotCodecs;
import dev.midnight.spi.SnapshotStores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StoreAutoConfigurationTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MidnightAutoConfiguration.class, MidnightStoreAutoConfiguration.class));

  @Test
  void withoutJacksonThereIsNoStoreAndTheApplicationStarts() {
    runner
        .withClassLoader(new FilteredClassLoader("tools.jackson"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(SnapshotStores.class)
                    .doesNotHaveBean(SnapshotCodecs.class));
  }

  @Test
  void withoutZstandardThereIsAStore() {
    runner
        .withClassLoader(new FilteredClassLoader("com.github.luben"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(FileSnapshotStores.class)
                    .doesNotHaveBean(BlockCompression.class));
  }

  @Test
  void withoutCborEntriesAreJson() {
    runner
        .withClassLoader(new FilteredClassLoader("tools.jackson.dataformat"))
        .run(
            context ->
                assertThat(
                        context
                            .getBean(SnapshotCodecs.class)
                            .codec("prices", String.class, Long.class)
                            .typeId())
                    .startsWith("jackson-JSON"));
  }

  @Test
  void withAllOfThemEntriesAreCompressedCbor() {
    runner.run(
        context -> {
          assertThat(context.getBean(BlockCompression.class).id()).isEqualTo(1);
          assertThat(context.getBean(FileSnapshotStores.class).type()).isEqualTo("file");
          assertThat(
                  context
                      .getBean(SnapshotCodecs.class)
                      .codec("prices", String.class, Long.class)
                      .typeId())
              .startsWith("jackson-CBOR");
        });
  }

  @Test
  void beansOfTheApplicationTakeTheirPlace() {
    MemoryCodec own = org.mockito.Mockito.mock(MemoryCodec.class);
    runner
        .withBean(MemoryCodec.class, () -> own)
        .run(context -> assertThat(context.getBean(MemoryCodec.class)).isSameAs(own));
  }
}
