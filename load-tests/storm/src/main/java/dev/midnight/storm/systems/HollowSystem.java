package dev.midnight.storm.systems;

import com.netflix.hollow.api.consumer.HollowConsumer;
import com.netflix.hollow.api.consumer.fs.HollowFilesystemBlobRetriever;
import com.netflix.hollow.api.producer.HollowProducer;
import com.netflix.hollow.api.producer.fs.HollowFilesystemPublisher;
import com.netflix.hollow.core.index.HollowPrimaryKeyIndex;
import com.netflix.hollow.core.read.engine.object.HollowObjectTypeReadState;
import com.netflix.hollow.core.write.objectmapper.HollowInline;
import com.netflix.hollow.core.write.objectmapper.HollowPrimaryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hollow, producer and consumer in one JVM with the file system between them: the whole list is
 * produced, its delta written, read and applied. It has no online writes.
 */
final class HollowSystem implements PriceSystem {

  private static final Logger HOLLOW = Logger.getLogger("com.netflix.hollow");

  private final PriceList source;
  private final Path directory;
  private final HollowProducer producer;
  private final HollowConsumer consumer;
  private volatile @Nullable Index index;

  HollowSystem(PriceList source) throws IOException {
    HOLLOW.setLevel(Level.WARNING);
    this.source = source;
    this.directory = Files.createTempDirectory("storm-hollow-");
    this.producer = HollowProducer.withPublisher(new HollowFilesystemPublisher(directory)).build();
    this.consumer =
        HollowConsumer.withBlobRetriever(new HollowFilesystemBlobRetriever(directory)).build();
    producer.initializeDataModel(Row.class);
  }

  @Override
  public void fill() {
    consumer.triggerRefreshTo(produce());
    var engine = consumer.getStateEngine();
    HollowPrimaryKeyIndex byKey = new HollowPrimaryKeyIndex(engine, "Row", "sku");
    byKey.listenForDeltaUpdates();
    HollowObjectTypeReadState rows = (HollowObjectTypeReadState) engine.getTypeState("Row");
    index = new Index(byKey, rows, rows.getSchema().getPosition("day"));
  }

  @Override
  public void midnight() {
    consumer.triggerRefreshTo(produce());
  }

  private long produce() {
    return producer.runCycle(state -> source.stream((key, price) -> state.add(new Row(price))));
  }

  @Override
  public void read(String[] keys, long[] days) {
    Index now = Objects.requireNonNull(index, "read before it was filled");
    for (int i = 0; i < keys.length; i++) {
      days[i] = now.day(keys[i]);
    }
  }

  @Override
  public boolean write(Price price) {
    return false;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** How a day is found by its key. */
  private record Index(HollowPrimaryKeyIndex byKey, HollowObjectTypeReadState rows, int day) {

    long day(String key) {
      int ordinal = byKey.getMatchingOrdinal(key);
      return ordinal < 0 ? MISSING : rows.readLong(ordinal, day);
    }
  }

  /** A price as Hollow stores it; Hollow reads the fields. */
  @SuppressWarnings("UnusedVariable")
  @HollowPrimaryKey(fields = "sku")
  private static final class Row {

    @HollowInline final String sku;
    final long day;
    final long cents;
    @HollowInline final @Nullable String name;
    @HollowInline final @Nullable String description;
    @HollowInline final @Nullable String category;
    final long since;
    final long weight;

    Row(Price price) {
      Article article = price.article();
      this.sku = price.sku();
      this.day = price.day();
      this.cents = price.cents();
      this.name = article == null ? null : article.name();
      this.description = article == null ? null : article.description();
      this.category = article == null ? null : article.category();
      this.since = article == null ? 0 : article.since().toEpochDay();
      this.weight = article == null ? 0 : article.weight().unscaledValue().longValue();
    }
  }
}
