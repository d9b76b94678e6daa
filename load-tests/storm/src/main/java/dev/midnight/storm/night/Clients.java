package dev.midnight.storm.night;

import dev.midnight.storm.measure.Latency;
import dev.midnight.storm.measure.PacedReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Readers of one kind, at a fixed rate together, spread evenly over time. */
final class Clients {

  private final List<PacedReader> readers = new ArrayList<>();

  /**
   * Readers that are not started yet.
   *
   * @param request makes the request of one reader
   */
  Clients(String name, int number, int perSecond, int seconds, Supplier<Runnable> request) {
    long interval = 1_000_000_000L * number / perSecond;
    int most = (int) (1_000_000_000L * seconds / interval);
    long start = System.nanoTime() + 200_000_000L;
    for (int i = 0; i < number; i++) {
      long due = start + interval * i / number;
      readers.add(new PacedReader("storm-" + name + "-" + i, request.get(), due, interval, most));
    }
  }

  void start() {
    readers.forEach(PacedReader::start);
  }

  void stop() throws InterruptedException {
    readers.forEach(PacedReader::stop);
    for (PacedReader reader : readers) {
      reader.join();
    }
  }

  NightResult.Phases phases(List<Night> nights) {
    Histogram before = Latency.histogram();
    Histogram during = Latency.histogram();
    Histogram after = Latency.histogram();
    for (Night night : nights) {
      count(night.midnight() - Night.SECOND, night.midnight(), before);
      count(night.midnight(), night.end(), during);
      count(night.end(), night.end() + Night.SECOND, after);
    }
    return new NightResult.Phases(Latency.of(before), Latency.of(during), Latency.of(after));
  }

  private void count(long from, long until, Histogram histogram) {
    for (PacedReader reader : readers) {
      reader.forEachDue(from, until, (due, nanos) -> histogram.recordValue(nanos));
    }
  }

  /** The longest latency in milliseconds in each of so many tenths of a second. */
  List<Double> worst(long from, int tenths) {
    double[] worst = new double[tenths];
    long tenth = Night.SECOND / 10;
    for (PacedReader reader : readers) {
      reader.forEachDue(
          from,
          from + tenths * tenth,
          (due, nanos) -> {
            int slot = (int) ((due - from) / tenth);
            worst[slot] = Math.max(worst[slot], nanos / 1e6);
          });
    }
    return Arrays.stream(worst).boxed().toList();
  }
}
