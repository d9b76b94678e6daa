package dev.midnight.autoconfigure;

import dev.midnight.spi.CacheThreads;
import java.util.concurrent.ThreadFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Chooses between virtual and platform threads as the whole application does. */
final class NamedCacheThreads {

  private NamedCacheThreads() {}

  static CacheThreads of(Environment environment) {
    return Threading.VIRTUAL.isActive(environment) ? virtual() : CacheThreads.PLATFORM;
  }

  private static CacheThreads virtual() {
    ThreadFactory factory = new VirtualThreadTaskExecutor().getVirtualThreadFactory();
    return (name, task) -> {
      Thread thread = factory.newThread(task);
      thread.setName(name);
      return thread;
    };
  }
}
