package dev.midnight;

/** What happens to an online write that finds the write buffer full. */
public enum OverflowPolicy {
  /** The caller waits, up to {@code write.block-timeout}. */
  BLOCK,
  /** The write fails at once. */
  REJECT
}
