package dev.midnight.storm.sweep;

/** The structures that {@code choosing.md} chooses from. */
public enum Structure {
  CONCURRENT_MAP("ConcurrentHashMap"),
  READ_WRITE_LOCK("read-write lock"),
  SHARDS("64 shards"),
  MIDNIGHT("merged snapshot writes");

  private final String title;

  Structure(String title) {
    this.title = title;
  }

  /** For tables. */
  public String title() {
    return title;
  }

  SharedMap make() {
    return switch (this) {
      case CONCURRENT_MAP -> new ConcurrentMap();
      case READ_WRITE_LOCK -> new LockedMap();
      case SHARDS -> new StripedMap();
      case MIDNIGHT -> new MergedMap();
    };
  }
}
