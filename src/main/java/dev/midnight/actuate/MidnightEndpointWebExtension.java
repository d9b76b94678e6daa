package dev.midnight.actuate;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint {@code midnight} over HTTP, the same for every web framework.
 *
 * <ul>
 *   <li>200: read, or done
 *   <li>202: a refresh, dry run, rollback, approval or profile that goes on, whether or not the
 *       caller waits; {@code cycle} in the body is its number
 *   <li>400: no action, none that is known, or seconds out of range; the body names those that are
 *   <li>403: keys and values are not shown to the caller
 *   <li>404: no such cache, or no such generation is kept; the body says what there is
 *   <li>409: the state of the cache does not allow it, or another profile is being taken; the body
 *       says why
 * </ul>
 */
@EndpointWebExtension(endpoint = MidnightEndpoint.class)
public final class MidnightEndpointWebExtension {

  private final MidnightEndpoint endpoint;

  /** Answers with what the endpoint says. */
  public MidnightEndpointWebExtension(MidnightEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** One cache, in full. */
  @ReadOperation
  public WebEndpointResponse<OperationResponseBody> cache(@Selector String cache) {
    return endpoint.show(cache).overHttp();
  }

  /** A question about one key or one generation; see {@link MidnightEndpoint#part}. */
  @ReadOperation
  public WebEndpointResponse<OperationResponseBody> part(
      SecurityContext security,
      @Selector String cache,
      @Selector String part,
      @Nullable String k,
      @Nullable Long generation) {
    return endpoint
        .part(cache, part, new MidnightEndpoint.Question(k, generation), security)
        .overHttp();
  }

  /** Acts on a cache; see {@link MidnightEndpoint#act}. */
  @WriteOperation
  public WebEndpointResponse<OperationResponseBody> act(
      SecurityContext security,
      @Selector String cache,
      @Nullable String action,
      @Nullable Long generation,
      @Nullable String reason,
      @Nullable OffsetDateTime until,
      @Nullable Integer seconds) {
    ActionDetails details = new ActionDetails(generation, reason, until, seconds);
    return endpoint.perform(cache, action, details, security.getPrincipal()).overHttp();
  }
}
