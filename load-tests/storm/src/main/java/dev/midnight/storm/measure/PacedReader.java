package dev.midnight.storm.measure;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that makes a request at a fixed rate, however long the last one took, and remembers the
 * latency of each from the moment at which it was due.
 *
 * <p>That is an open loop: while the system stands still, requests go on falling due, and each of
 * them is as late as a client would have seen it. Latencies are kept one by one, so that they can
 * be counted by phases that are known only afterwards.
 *
 * <p>Concurrency: the arrays are written by this reader's thread alone, and read after {@link
 * #join}, which makes them visible.
 */
public final class PacedReader {

  private static final long UNIT_NANOS = 100;

  private final Thread thread;
  private final Runnable request;
  private final long start;
  private final long interval;
  private final int[] latencies;
  private int made;
  private volatile boolean stopped;

  /**
   * A reader that is not started yet.
   *
   * @param start when its first request is due, by {@link System#nanoTime}
   * @param interval between two requests, in nanoseconds
   * @param most requests, after which it ends by itself
   */
  public PacedReader(String name, Runnable request, long start, long interval, int most) {
    this.request = request;
    this.start = start;
    this.interval = interval;
    this.latencies = new int[most];
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public void stop() {
    stopped = true;
  }

  public void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    while (made < latencies.length && !stopped) {
      long due = due(made);
      waitUntil(due);
      request.run();
      latencies[made++] = (int) Math.min((System.nanoTime() - due) / UNIT_NANOS, Integer.MAX_VALUE);
    }
  }

  private void waitUntil(long due) {
    long ahead = due - System.nanoTime();
    while (ahead > 0 && !stopped) {
      LockSupport.parkNanos(this, ahead);
      ahead = due - System.nanoTime();
    }
  }

  private long due(int request) {
    return start + request * interval;
  }

  /** Shows each request that was due in a span of time, by {@link System#nanoTime}. */
  public void forEachDue(long from, long until, LatencyVisitor visitor) {
    int first = (int) Math.max(0, -Math.floorDiv(start - from, interval));
    for (int i = first; i < made && due(i) - until < 0; i++) {
      visitor.latency(due(i), latencies[i] * UNIT_NANOS);
    }
  }

  /** Is told of one request. */
  @FunctionalInterface
  public interface LatencyVisitor {

    /** A request that was due then and took so long from then on, both in nanoseconds. */
    void latency(long due, long nanos);
  }
}
