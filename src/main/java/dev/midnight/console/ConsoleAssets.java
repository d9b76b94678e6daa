package dev.midnight.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The files that the browser gets, read once from the jar. They lie outside the folders that Boot
 * serves by itself, so that nothing of the console is there unless it is enabled.
 *
 * <p>The address of a file holds a digest of all files: a browser may keep it for ever, and asks
 * for none but new ones after an upgrade. Immutable.
 */
final class ConsoleAssets {

  private static final String FOLDER = "META-INF/midnight-console/";
  private static final String INDEX = "index.html";
  private static final String VERSION_IN_INDEX = "{version}";

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", new MediaType("text", "html", StandardCharsets.UTF_8),
          "css", new MediaType("text", "css", StandardCharsets.UTF_8),
          "js", new MediaType("text", "javascript", StandardCharsets.UTF_8),
          "svg", new MediaType("image", "svg+xml", StandardCharsets.UTF_8),
          "txt", new MediaType("text", "plain", StandardCharsets.UTF_8));

  private final Map<String, byte[]> files;
  private final String version;
  private final Asset index;

  private ConsoleAssets(Map<String, byte[]> files, String version, Asset index) {
    this.files = files;
    this.version = version;
    this.index = index;
  }

  static ConsoleAssets ofThisJar() {
    Map<String, byte[]> files = read();
    byte[] template = files.remove(INDEX);
    if (template == null) {
      throw new IllegalStateException(
          "The console's files are missing below '%s'. Repackage with all of Midnight's jar."
              .formatted(FOLDER));
    }
    String version = digest(files, template);
    String page = new String(template, StandardCharsets.UTF_8).replace(VERSION_IN_INDEX, version);
    return new ConsoleAssets(files, version, asset(INDEX, page.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, byte[]> read() {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      ClassLoader loader = ConsoleAssets.class.getClassLoader();
      for (Resource file :
          new PathMatchingResourcePatternResolver(loader)
              .getResources("classpath:" + FOLDER + "*")) {
        String name = file.getFilename();
        if (name != null && typeOf(name) != null) {
          files.put(name, file.getContentAsByteArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String digest(Map<String, byte[]> files, byte[] page) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest(page), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  Asset index() {
    return index;
  }

  String version() {
    return version;
  }

  @Nullable Asset find(String name) {
    byte[] content = files.get(name);
    return content == null ? null : asset(name, content);
  }

  private static Asset asset(String name, byte[] content) {
    MediaType type = typeOf(name);
    return new Asset(
        type == null ? MediaType.APPLICATION_OCTET_STREAM : type, new ByteArrayResource(content));
  }

  private static @Nullable MediaType typeOf(String name) {
    return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
  }

  /** A file, as it is sent. */
  record Asset(MediaType type, ByteArrayResource content) {}
}
