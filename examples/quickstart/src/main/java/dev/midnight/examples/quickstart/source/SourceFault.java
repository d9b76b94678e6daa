package dev.midnight.examples.quickstart.source;

/** A way in which the source fails. */
enum SourceFault {
  /** It works. */
  OFF,
  /** It refuses the connection. */
  THROW,
  /** It never answers. */
  HANG,
  /** It answers that there are no cities. */
  EMPTY,
  /** It leaves out every other city. */
  HALF
}
