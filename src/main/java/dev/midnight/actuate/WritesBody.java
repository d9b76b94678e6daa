package dev.midnight.actuate;

import dev.midnight.spi.WriteStatus;

/** The online writes since the start of the cache. */
record WritesBody(
    long accepted, long merged, long rejected, long buffered, long capacity, long drains) {

  static WritesBody of(WriteStatus writes) {
    return new WritesBody(
        writes.accepted(),
        writes.merged(),
        writes.rejected(),
        writes.buffered(),
        writes.capacity(),
        writes.drains());
  }
}
