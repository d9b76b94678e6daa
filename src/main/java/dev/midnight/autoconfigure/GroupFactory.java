package dev.midnight.autoconfigure;

import dev.midnight.OverrunPolicy;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.engine.SnapshotGroupBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;

/** Builds the groups that the properties ask for. */
final class GroupFactory {

  private final BeanFactory beans;
  private final SettingsResolver settings;
  private final CacheRuntime runtime;

  GroupFactory(BeanFactory beans, SettingsResolver settings, CacheRuntime runtime) {
    this.beans = beans;
    this.settings = settings;
    this.runtime = runtime;
  }

  SnapshotGroup create(String group) {
    List<SnapshotCache<?, ?>> members = new ArrayList<>();
    for (CacheDefinition member : settings.groups().members(group)) {
      members.add(beans.getBean(member.beanName(), SnapshotCache.class));
    }
    CacheSettings own = settings.of(group);
    return SnapshotGroupBuilder.of(group, members)
        .schedule(own.schedule())
        .jitter(own.jitter())
        .misfire(own.misfire())
        .retry(own.properties().retry().first(), own.properties().retry().longest())
        .overrun(Objects.requireNonNullElse(own.properties().overrun(), OverrunPolicy.QUEUE))
        .events(runtime.events())
        .clock(runtime.clock())
        .build();
  }
}
