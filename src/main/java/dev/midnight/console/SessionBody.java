package dev.midnight.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page must know before it asks for anything else.
 *
 * @param canAct whether this user may act on caches
 * @param whyNot why not, for people
 * @param canAskForKeys whether the endpoint answers questions about one key
 * @param headers to send with each action
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SessionBody(
    String application,
    @Nullable String user,
    boolean canAct,
    @Nullable String whyNot,
    boolean canAskForKeys,
    Map<String, String> headers) {}
