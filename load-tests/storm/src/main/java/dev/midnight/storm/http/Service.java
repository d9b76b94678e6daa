package dev.midnight.storm.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The quickstart, started as its users start it, on a free port with a database of its own. */
final class Service implements AutoCloseable {

  private static final int START_SECONDS = 120;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private final Process process;
  private final String address;

  private Service(Path directory, Process process, String address) {
    this.directory = directory;
    this.process = process;
    this.address = address;
  }

  static Service start(Path java, Path jar) throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new IOException(
          "There is no %s to put under load. Build it: mvn -q -f examples/pom.xml -Dmaven.test.skip=true package, then run this in the root of the repository or name it by --jar=…"
              .formatted(jar));
    }
    Path directory = Files.createTempDirectory("storm-http-");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-Xms1g",
                    "-Xmx1g",
                    "-jar",
                    jar.toAbsolutePath().toString(),
                    "--server.port=" + port,
                    "--quickstart.database=" + directory.resolve("cities")))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("quickstart.out").toFile())
            .start();
    Service service = new Service(directory, process, "http://127.0.0.1:" + port);
    service.awaitStart();
    return service;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (int i = 0; i < 10 * START_SECONDS && process.isAlive(); i++) {
      try {
        if (get("/actuator/health").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    String printed = Files.readString(directory.resolve("quickstart.out"));
    close();
    throw new IOException("The quickstart did not start: " + printed);
  }

  String url(String path) {
    return address + path;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url(path))).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Posts a body; any status but 2xx is an error. */
  void post(String path, String type, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("%s: %d %s".formatted(path, response.statusCode(), response.body()));
    }
  }

  /** Changes about one city in a hundred, in the database and not in the cache. */
  void edit(int hundredth) throws IOException, InterruptedException {
    post(
        "/source/sql",
        "application/sql",
        "UPDATE city SET latitude = latitude + 0.00001 WHERE mod(round(abs(longitude) * 1000), 100) = "
            + hundredth);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
