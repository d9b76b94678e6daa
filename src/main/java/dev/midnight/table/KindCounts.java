package dev.midnight.table;

/** How many keys of each kind came. Guarded as its owner is. */
final class KindCounts {

  private long longs;
  private long integers;
  private long uuids;
  private long texts;
  private long all;

  void add(KeyKind kind) {
    all++;
    switch (kind) {
      case LONGS -> longs++;
      case INTEGERS -> integers++;
      case UUIDS -> uuids++;
      case TEXTS -> texts++;
      case REFERENCES -> {}
    }
  }

  void add(KindCounts others) {
    longs += others.longs;
    integers += others.integers;
    uuids += others.uuids;
    texts += others.texts;
    all += others.all;
  }

  long all() {
    return all;
  }

  long of(KeyKind kind) {
    return switch (kind) {
      case LONGS -> longs;
      case INTEGERS -> integers;
      case UUIDS -> uuids;
      case TEXTS -> texts;
      case REFERENCES -> all;
    };
  }
}
