package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotSource;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

class ContextHierarchyTests {

  @Test
  void parentAndChildEachRunTheirOwnCaches() {
    Contexts.runner()
        .withUserConfiguration(ParentSource.class)
        .run(
            parent ->
                Contexts.runner()
                    .withParent(parent)
                    .withUserConfiguration(ChildSource.class)
                    .run(
                        child -> {
                          assertThat(child).hasNotFailed();
                          assertThat(child.getBean(CacheRegistry.class).caches())
                              .extracting(ManagedCache::name)
                              .containsExactly("ofChild");
                          assertThat(parent.getBean(CacheRegistry.class).caches())
                              .extracting(ManagedCache::name)
                              .containsExactly("ofParent");
                          assertThat(child.getBean("ofParentCache")).isNotNull();
                        }));
  }

  @Configuration(proxyBeanMethods = false)
  static class ParentSource {
    @SnapshotSource
    Map<String, String> ofParent() {
      return Map.of("a", "b");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class ChildSource {
    @SnapshotSource
    Map<String, String> ofChild() {
      return Map.of("a", "b");
    }
  }
}
