package dev.midnight.storm.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Edits one city in a hundred and asks for a refresh, every few seconds until it is closed. */
final class Refresher implements AutoCloseable {

  private final Service service;
  private final Thread thread;
  private final int seconds;
  private final AtomicInteger asked = new AtomicInteger();

  Refresher(Service service, int seconds) {
    this.service = service;
    this.seconds = seconds;
    this.thread = new Thread(this::run, "storm-refresher");
    thread.setDaemon(true);
  }

  Refresher start() {
    thread.start();
    return this;
  }

  int asked() {
    return asked.get();
  }

  private void run() {
    try {
      while (true) {
        edit(asked.get() % 100);
        service.post("/actuator/midnight/cities", "application/json", "{\"action\":\"refresh\"}");
        asked.incrementAndGet();
        TimeUnit.SECONDS.sleep(seconds);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("The refresh was refused", e);
    }
  }

  private void edit(int hundredth) throws IOException, InterruptedException {
    service.post(
        "/source/sql",
        "application/sql",
        "UPDATE city SET latitude = latitude + 0.00001 WHERE mod(round(abs(longitude) * 1000), 100) = "
            + hundredth);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
