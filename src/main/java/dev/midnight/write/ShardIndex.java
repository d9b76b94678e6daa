package dev.midnight.write;

/** The rule that gives a key its shard: by the high bits of a mixed hash, sequential keys apart. */
final class ShardIndex {

  private ShardIndex() {}

  static int of(Object key, int shards) {
    int hash = key.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return (hash ^ (hash >>> 16)) & (shards - 1);
  }
}
