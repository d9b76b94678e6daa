package dev.midnight.engine;

import dev.midnight.DeltaLoader;
import dev.midnight.DeltaWriter;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source that numbers its changes, as a database with a change log does. Thread-safe. */
final class ChangeLog implements SnapshotLoader<String, Integer>, DeltaLoader<String, Integer> {

  private final Map<String, Integer> rows = new HashMap<>();
  private final List<String> changed = new ArrayList<>();

  /** The watermarks that deltas were asked to go on from. */
  final List<String> asked = new ArrayList<>();

  synchronized void set(String key, @Nullable Integer value) {
    if (value == null) {
      rows.remove(key);
    } else {
      rows.put(key, value);
    }
    changed.add(key);
  }

  /** Changes a row, and forgets to log it. */
  synchronized void setUnlogged(String key, int value) {
    rows.put(key, value);
  }

  synchronized Map<String, Integer> rows() {
    return new HashMap<>(rows);
  }

  synchronized String position() {
    return String.valueOf(changed.size());
  }

  private synchronized List<String> changedSince(String watermark) {
    asked.add(watermark);
    int from = watermark.isEmpty() ? 0 : Integer.parseInt(watermark);
    return List.copyOf(changed.subList(from, changed.size()));
  }

  private synchronized @Nullable Integer row(String key) {
    return rows.get(key);
  }

  /** Row by row, as they are at that moment: not one consistent view. */
  @Override
  public void load(SnapshotWriter<String, Integer> out, RefreshContext context) {
    context.watermark(position());
    for (String key : rows().keySet()) {
      Integer row = row(key);
      if (row != null) {
        out.put(key, row);
      }
    }
  }

  @Override
  public String loadChanges(
      String watermark, DeltaWriter<String, Integer> out, RefreshContext context) {
    String upTo = position();
    for (String key : changedSince(watermark)) {
      Integer row = row(key);
      if (row == null) {
        out.remove(key);
      } else {
        out.put(key, row);
      }
    }
    return upTo;
  }
}
