package dev.midnight.examples.quickstart.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the webhooks of the Alertmanager example call. Thread-safe. */
public final class Pager implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Page> pages = new CopyOnWriteArrayList<>();

  public Pager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JSON.readTree(exchange.getRequestBody())
          .path("alerts")
          .forEach(alert -> pages.add(Page.of(path, alert)));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** All that came so far. */
  public List<Page> pages() {
    return pages;
  }

  /** The alerts that came with this status. */
  public Set<String> alerts(String status) {
    return pages.stream()
        .filter(page -> page.status().equals(status))
        .map(Page::alert)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
