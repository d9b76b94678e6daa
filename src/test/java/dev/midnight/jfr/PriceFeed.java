package dev.midnight.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Code of an application with a fault: whoever wants a quote waits while a load holds the feed's
 * monitor. Each price is asked for through a socket whose other end is slow.
 */
final class PriceFeed implements AutoCloseable {

  private static final long HELD = Duration.ofMillis(4).toNanos();
  private static final long ANSWER_TAKES = Duration.ofMillis(5).toNanos();

  private final ServerSocket server;
  private final Socket socket;

  PriceFeed() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket = new Socket(server.getInetAddress(), server.getLocalPort());
    Thread thread = new Thread(this::answer, "price-server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return ":" + server.getLocalPort();
  }

  private void answer() {
    try (Socket accepted = server.accept()) {
      while (accepted.getInputStream().read() >= 0) {
        LockSupport.parkNanos(ANSWER_TAKES);
        accepted.getOutputStream().write(7);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int receive() throws IOException {
    socket.getOutputStream().write(1);
    return socket.getInputStream().read();
  }

  synchronized void reprice() {
    long end = System.nanoTime() + HELD;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  synchronized int quote() {
    return 7;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    server.close();
  }
}
