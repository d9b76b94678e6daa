package dev.midnight.refresh;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * The heap that a cycle is expected to need newly, and what is free.
 *
 * @param bytes 0 where nothing is known to be needed
 */
record HeapClaim(long bytes, LongSupplier free) {

  static HeapClaim of(List<Replica<?, ?>> replicas) {
    long bytes = 0;
    for (Replica<?, ?> replica : replicas) {
      HeapNeed need = replica.heapNeed();
      bytes += need == null || need.rows() == 0 ? 0 : need.bytes();
    }
    return new HeapClaim(bytes, replicas.get(0).rules().preflight()::free);
  }

  /** Of a reader of which nobody knows what it will need. */
  static HeapClaim unknown(Replica<?, ?> replica) {
    return new HeapClaim(0, replica.rules().preflight()::free);
  }

  /** Whether there is room for it beside what others have claimed; alone it need not fit. */
  boolean fitsBeside(long claimed) {
    return bytes == 0 || claimed == 0 || claimed + bytes <= free.getAsLong();
  }
}
