package dev.midnight.storm.night;

/**
 * The times of one night, by {@link System#nanoTime}, and what it cost.
 *
 * @param refreshed when the refresh returned
 * @param fresh when readers saw the new day, or 0 if they did not in the time given
 * @param end of the night: both have happened, or patience has ended
 * @param uptimeMillis of the JVM at midnight
 */
record Night(
    long midnight,
    long refreshed,
    long fresh,
    long end,
    long uptimeMillis,
    long streams,
    long calls,
    long allocated,
    long cpuNanos) {

  static final long SECOND = 1_000_000_000L;
}
