package dev.midnight.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write buffer without threads: it holds what a test puts into it until it is cut. */
final class ManualWrites<K, V> implements PendingWrites<K, V> {

  private final List<Batch> cut = new ArrayList<>();
  private Batch open = new Batch();
  private int drainsAskedFor;

  Batch put(K key, V value) {
    open.entries.put(key, value);
    return open;
  }

  Batch remove(K key) {
    open.entries.put(key, null);
    return open;
  }

  boolean holdsWrites() {
    return !open.entries.isEmpty();
  }

  int drainsAskedFor() {
    return drainsAskedFor;
  }

  @Override
  public WriteBatch<K, V> cut() {
    Batch taken = open;
    open = new Batch();
    cut.add(taken);
    return taken;
  }

  @Override
  public void drainLater() {
    drainsAskedFor++;
  }

  /** One batch, which knows what it was told. */
  final class Batch implements WriteBatch<K, V> {

    private final Map<K, @Nullable V> entries = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    List<String> told() {
      return told;
    }

    @Override
    public Map<K, @Nullable V> entries() {
      return entries;
    }

    @Override
    public void visible() {
      told.add("visible");
    }

    @Override
    public void abandoned() {
      told.add("abandoned");
    }
  }
}
