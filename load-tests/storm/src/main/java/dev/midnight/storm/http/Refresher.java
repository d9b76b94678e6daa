package dev.midnight.storm.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for a refresh every few seconds, until it is closed. */
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
