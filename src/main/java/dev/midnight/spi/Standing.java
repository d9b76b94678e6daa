package dev.midnight.spi;

/** Whether a stored generation may be served. */
public enum Standing {
  /** It was published; the newest of these is what a newcomer begins with. */
  PUBLISHED,
  /** A gate or a validator rejected it; kept for inspection, and for approval by hand. */
  REJECTED,
  /** It was published and then rolled back. */
  WITHDRAWN
}
