package dev.midnight.storm.soak;

import dev.midnight.Outcome;
import dev.midnight.storm.systems.OnlineWriter;
import dev.midnight.storm.systems.PriceList;
import dev.midnight.storm.systems.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Refreshes, writes, reads and faults for as long as is asked for, and what came of it. */
public final class Soak {

  private static final int ENTRIES = 20_000;
  private static final int READERS = 4;
  private static final int READINGS = 30;

  private final Duration length;
  private final PriceList source = new PriceList(ENTRIES, 0.05, 0);
  private final SoakedCache cache = new SoakedCache(source);
  private final Requests requests = new Requests(cache, source);
  private final Map<Outcome, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final LongAdder reads = new LongAdder();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** A soak of a length; it can be run once. */
  public Soak(Duration length) {
    this.length = length;
  }

  /** Runs it and judges it. */
  public SoakResult run() throws InterruptedException {
    while (cache.refresh().outcome() != Outcome.PUBLISHED) {
      System.out.println("soak: the first load did not meet the deadline, and is tried again");
    }
    cache.faults().damage();
    OnlineWriter writer = new OnlineWriter(cache, source, 500);
    List<Thread> threads = new ArrayList<>(List.of(thread("storm-soak-night", this::nights)));
    for (int i = 0; i < READERS; i++) {
      threads.add(thread("storm-soak-reader-" + i, this::read));
    }
    threads.forEach(Thread::start);
    writer.start();
    List<Reading> readings = readings();
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    cache.faults().mend();
    if (cache.refresh().outcome() != Outcome.PUBLISHED) {
      failures.add("the last refresh, of a mended source, was not published");
    }
    long lost = writer.lost();
    writer.stop();
    return judged(readings, writer.written(), lost);
  }

  private Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((ended, cause) -> failures.add(name + ": " + cause));
    return thread;
  }

  private void nights() {
    while (!over) {
      source.nextDay();
      count(cache.refresh().outcome());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void count(Outcome outcome) {
    outcomes.computeIfAbsent(outcome, kind -> new LongAdder()).increment();
  }

  private void read() {
    Runnable request = requests.groups();
    while (!over) {
      request.run();
      reads.increment();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private List<Reading> readings() throws InterruptedException {
    List<Reading> readings = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 1; i <= READINGS; i++) {
      long due = start + length.toNanos() / READINGS * i;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      readings.add(
          Reading.take(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), cache.meters()));
    }
    return readings;
  }

  private SoakResult judged(List<Reading> readings, long written, long lost)
      throws InterruptedException {
    List<String> complaints = new ArrayList<>(Flatness.complaints(readings));
    complaints.addAll(failures);
    demandNone("keys missing", requests.missing(), complaints);
    demandNone("requests that saw two days", requests.mixed(), complaints);
    demandNone("snapshots older than one seen before", cache.wentBack(), complaints);
    demandNone("writes lost", lost, complaints);
    demandNone("entries too few", ENTRIES - cache.size(), complaints);
    demandNone("loads stuck", cache.managed().status().stuckLoads().size(), complaints);
    cache.close();
    demandNone("threads of a closed cache", threadsLeft(), complaints);
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((outcome, number) -> counts.put(outcome.name(), number.sum()));
    return new SoakResult(length.toSeconds(), counts, reads.sum(), written, readings, complaints);
  }

  private static void demandNone(String what, long number, List<String> complaints) {
    if (number != 0) {
      complaints.add("%s: %,d, but there must be none".formatted(what, number));
    }
  }

  /** Threads of the cache that still live a while after it was closed. */
  private static long threadsLeft() throws InterruptedException {
    long left = threadsNow();
    for (int i = 0; i < 100 && left > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      left = threadsNow();
    }
    return left;
  }

  private static long threadsNow() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("midnight-") && name.endsWith("-soak"))
        .count();
  }
}
