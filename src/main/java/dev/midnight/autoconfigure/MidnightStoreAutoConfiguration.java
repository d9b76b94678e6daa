package dev.midnight.autoconfigure;

import com.github.luben.zstd.Zstd;
import dev.midnight.disk.BlockCompression;
import dev.midnight.disk.FileSnapshotStores;
import dev.midnight.disk.ZstdCompression;
import dev.midnight.jackson.DataForm;
import dev.midnight.jackson.JacksonCodecs;
import dev.midnight.jackson.JacksonMemoryCodec;
import dev.midnight.spi.MemoryCodec;
import dev.midnight.spi.SnapshotCodecs;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores generations in files, with the codec and the compression that are on the class path.
 *
 * <p>Without Jackson there is no store unless the application brings the beans that stand in for
 * it; without Zstandard blocks are stored as they are.
 */
@AutoConfiguration(after = MidnightAutoConfiguration.class)
public final class MidnightStoreAutoConfiguration {

  /** CBOR where it is on the class path, else JSON. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JsonMapper.class)
  static class Jackson {

    @Lazy
    @Bean
    @ConditionalOnMissingBean
    MemoryCodec midnightMemoryCodec() {
      return new JacksonMemoryCodec();
    }

    @Lazy
    @Bean
    @ConditionalOnClass(name = "tools.jackson.dataformat.cbor.CBORMapper")
    @ConditionalOnMissingBean
    SnapshotCodecs midnightCodecs() {
      return new JacksonCodecs(DataForm.CBOR);
    }

    @Lazy
    @Bean
    @ConditionalOnMissingBean
    SnapshotCodecs midnightJsonCodecs() {
      return new JacksonCodecs(DataForm.JSON);
    }
  }

  /** Zstandard, where its native library can be loaded. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Zstd.class)
  static class Zstandard {

    @Lazy
    @Bean
    @ConditionalOnMissingBean
    BlockCompression midnightCompression() {
      try {
        return new ZstdCompression();
      } catch (LinkageError e) {
        LoggerFactory.getLogger(MidnightStoreAutoConfiguration.class)
            .warn(
                "Stores are written without compression: zstd-jni cannot be used here ({}).",
                e.toString());
        return BlockCompression.NONE;
      }
    }
  }

  /** Here, behind the nested classes: they are looked at first, so that their beans are known. */
  @Lazy
  @Bean
  @ConditionalOnBean(MemoryCodec.class)
  @ConditionalOnMissingBean
  FileSnapshotStores midnightFileStores(
      MemoryCodec memories,
      ObjectProvider<BlockCompression> compression,
      @Qualifier("midnightClock") Clock clock) {
    return new FileSnapshotStores(
        compression.getIfAvailable(() -> BlockCompression.NONE), memories, clock);
  }
}
