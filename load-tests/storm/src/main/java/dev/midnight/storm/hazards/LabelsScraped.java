package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A map of labels that is changed while a scrape of the metrics walks through it. */
final class LabelsScraped implements Hazard {

  private static final int LABELS = 500;

  @Override
  public String name() {
    return "labels changed while metrics are scraped";
  }

  @Override
  public String story() {
    return "A scrape iterates over the labels while they are renewed: it fails, comes out short, or"
        + " mixes old and new. A trial is one scrape.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    Map<String, Integer> labels = new HashMap<>(labelsOf(0));
    AtomicInteger day = new AtomicInteger();
    Runnable renew =
        () -> {
          Map<String, Integer> fresh = labelsOf(day.incrementAndGet());
          long start = System.nanoTime();
          labels.keySet().retainAll(fresh.keySet());
          labels.putAll(fresh);
          toll.window(System.nanoTime() - start);
        };
    run(effort, toll, renew, () -> labels);
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws InterruptedException {
    AtomicInteger day = new AtomicInteger();
    try (SnapshotCache<String, Integer> labels =
        Nights.cache("labels", (out, c) -> labelsOf(day.getAndIncrement()).forEach(out::put))) {
      run(effort, toll, () -> labels.refresh().join(), () -> labels.snapshot().asMap());
    }
  }

  private static void run(
      Effort effort, Toll toll, Runnable renew, Supplier<Map<String, Integer>> labels)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Crew crew = new Crew();
    crew.add(
        () -> {
          while (!over.get()) {
            renew.run();
          }
        });
    crew.start();
    while (effort.goesOn(toll)) {
      toll.tried(1);
      String harm = scrape(labels.get());
      toll.harm(harm, harm.isEmpty() ? 0 : 1);
    }
    over.set(true);
    crew.join(2_000);
  }

  private static String scrape(Map<String, Integer> labels) {
    int seen = 0;
    int days = 0;
    int last = -1;
    try {
      for (Map.Entry<String, Integer> label : labels.entrySet()) {
        seen++;
        days += label.getValue() == last ? 0 : 1;
        last = label.getValue();
      }
    } catch (ConcurrentModificationException | NullPointerException broken) {
      return "scrapes that failed";
    }
    if (seen != LABELS) {
      return "scrapes of a wrong length";
    }
    return days > 1 ? "scrapes of two days" : "";
  }

  /** Each day one label in ten has another name. */
  private static Map<String, Integer> labelsOf(int day) {
    Map<String, Integer> labels = new HashMap<>();
    for (int label = 0; label < LABELS; label++) {
      labels.put(label % 10 == day % 10 ? "label-" + label + "-" + day : "label-" + label, day);
    }
    return labels;
  }
}
