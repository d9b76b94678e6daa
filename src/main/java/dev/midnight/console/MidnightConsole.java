package dev.midnight.console;

import dev.midnight.console.ConsoleAssets.Asset;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The console: a page, its files, and the questions that the page asks. All its addresses are
 * relative, so that it works below any context path and behind any proxy.
 */
@ImportRuntimeHints(ConsoleHints.class)
public final class MidnightConsole {

  private static final String VERSION = "version";
  private static final String FILE = "file";

  private final ConsoleAssets assets = ConsoleAssets.ofThisJar();
  private final ConsoleReplies replies;
  private final ConsoleApi api;

  /** Makes the console of these parts. */
  public MidnightConsole(ConsoleParts parts) {
    this.replies = new ConsoleReplies(parts.json());
    this.api = new ConsoleApi(parts, replies);
  }

  /**
   * Its routes.
   *
   * @param path where the console lies, with a slash before it and none behind
   */
  public RouterFunction<ServerResponse> routes(String path) {
    String folder = path.substring(path.lastIndexOf('/') + 1);
    return RouterFunctions.route()
        .GET(path, request -> replies.toFolder(folder))
        .GET(path + "/", request -> replies.page(assets.index(), assets.version()))
        .GET(path + "/assets/{" + VERSION + "}/{" + FILE + "}", this::file)
        .GET(path + "/api/session", api::session)
        .GET(path + "/api/caches", api::read)
        .GET(path + "/api/cache", api::read)
        .GET(path + "/api/cache/{" + ConsoleApi.PART + "}", api::read)
        .POST(path + "/api/cache", api::act)
        .build();
  }

  private ServerResponse file(ServerRequest request) {
    Asset file = assets.find(request.pathVariable(FILE));
    boolean current = request.pathVariable(VERSION).equals(assets.version());
    return file == null ? replies.notFound() : replies.file(file, current);
  }
}
