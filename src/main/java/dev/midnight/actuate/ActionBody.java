package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What an action did.
 *
 * @param result {@code started}, {@code joined}, {@code cancelled}, {@code paused}, {@code
 *     resumed}, {@code was-not-paused}, {@code pinned}, {@code unpinned} or {@code was-not-pinned}
 * @param cycle the cycle that was started, joined or cancelled
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ActionBody(String cache, String action, String result, @Nullable Long cycle)
    implements OperationResponseBody {}
