package dev.midnight.table;

import dev.midnight.Changes;
import dev.midnight.DuplicateKeyException;
import dev.midnight.DuplicatePolicy;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The collector of one load's rows, and the maker of the table from them. Used once.
 *
 * <p>A row that equals the previous table's is only marked there and dropped soon, so that it dies
 * young, and of another whose key is there the value is kept: a night in which one row in a hundred
 * changed holds one row in a hundred. All others go to a buffer in parts by hash, so that each part
 * is later built within a near cache.
 *
 * <p>Concurrency: {@link #put} may be called by many threads, see {@link Intake}. {@link #build}
 * sees the rows whose {@code put} has returned; a later {@code put} throws.
 */
public final class TableBuilder<K, V> {

  private static final Executor NO_HELPERS = task -> {};

  /** Of the rows whose keys are not known. */
  private static final int PARTS = 64;

  private final Table<K, V> previous;
  private final SameValue same;
  private final DuplicatePolicy duplicates;
  private final Intake intake;

  public TableBuilder(Table<K, V> previous, SameValue same, DuplicatePolicy duplicates) {
    this.previous = Objects.requireNonNull(previous, "previous");
    this.same = Objects.requireNonNull(same, "same");
    this.duplicates = Objects.requireNonNull(duplicates, "duplicates");
    this.intake = new Intake(previous, same, PARTS);
  }

  /**
   * Adds a row. It is compared with the previous table a little later, in a {@code put} of the same
   * thread or in {@link #build}, which throw what an {@code equals} of the application's throws.
   *
   * @throws NullPointerException when the key or the value is null; the table takes neither
   * @throws IllegalStateException after {@link #build}
   */
  public void put(K key, V value) {
    if (key == null || value == null) {
      throw nullRow(key == null ? "key" : "value");
    }
    intake.put(key, value);
  }

  private NullPointerException nullRow(String part) {
    return new NullPointerException(
        "Row "
            + (rows() + 1)
            + " has a null "
            + part
            + ": a snapshot holds neither null keys nor null values, so the load stops."
            + " Leave such rows out in the loader.");
  }

  /** The rows put so far. */
  public long rows() {
    return intake.rows();
  }

  /** The rows put so far that are held, because they do not equal the previous table's. */
  public long newRows() {
    return intake.newRows();
  }

  /** Builds with that many threads, the calling one and others of its own. */
  public Built<K, V> build(int parallelism) {
    return build(
        parallelism,
        task -> {
          Thread helper = new Thread(task, "midnight-build");
          helper.setDaemon(true);
          helper.start();
        });
  }

  /**
   * Builds on the calling thread with up to {@code parallelism - 1} tasks on the executor to help.
   * An executor that refuses them or runs them late costs time only.
   *
   * @throws DuplicateKeyException when rows of one key differ and the policy is to fail
   */
  public Built<K, V> build(int parallelism, Executor executor) {
    LoadedRows loaded = intake.close();
    long atMost = loaded.keysAtMost();
    KeyKind kind = KeyKind.choose(loaded.kinds(), previous.geometry().kind());
    boolean first = previous.size() == 0;
    Geometry geometry = first ? Geometry.of(atMost, kind) : previous.geometry().fitTo(atMost, kind);
    return buildInto(geometry, loaded, parallelism, executor, AlikeKeys.MOST);
  }

  /** Builds on the calling thread, into a given geometry, keys that are in a table already. */
  Built<K, V> buildInto(Geometry geometry) {
    return buildInto(geometry, intake.close(), 1, NO_HELPERS, Integer.MAX_VALUE);
  }

  private Built<K, V> buildInto(
      Geometry geometry, LoadedRows loaded, int parallelism, Executor executor, int mostAlike) {
    TableAssembly<K, V> assembly =
        new TableAssembly<>(
            previous, AssemblyPlan.of(previous, loaded, geometry), same, duplicates, mostAlike);
    assembly.run(parallelism, executor);
    Duplicates found = assembly.duplicates();
    found.addDropped(loaded.known().equalDuplicates());
    if (duplicates == DuplicatePolicy.FAIL && found.firstConflict() != null) {
      throw new DuplicateKeyException(found.firstConflict(), found.conflicts());
    }
    @SuppressWarnings("unchecked")
    K firstDuplicate = (K) found.firstConflict();
    return new Built<>(
        assembly.table(), assembly.changes(), found.dropped(), found.conflicts(), firstDuplicate);
  }

  /**
   * A built table, and the keys of it and the previous one by what became of them.
   *
   * @param duplicatesDropped rows that repeated a key, equal ones included
   * @param duplicatesInConflict those of them whose value differed
   * @param firstDuplicate a key whose rows differed, or null
   */
  public record Built<K, V>(
      Table<K, V> table,
      Changes changes,
      long duplicatesDropped,
      long duplicatesInConflict,
      @Nullable K firstDuplicate) {}
}
