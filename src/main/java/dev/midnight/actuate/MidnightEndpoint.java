package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ContentionProfiler;
import dev.midnight.spi.ManagedCache;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * The endpoint {@code midnight}: what an operator sees of the caches and can do to them. It is
 * read-only unless {@code management.endpoint.midnight.access} says more.
 *
 * <p>Names of caches match ignoring case and dashes. Enums are written as the API writes them,
 * instants and durations in ISO 8601; a fact that is not known is null, not left out. Keys and
 * values of the data are shown by {@link #part} alone, and by that to nobody unless {@code
 * management.endpoint.midnight.show-values} says so. Over HTTP, {@link
 * MidnightEndpointWebExtension} adds statuses and the caller's name; over JMX, what is refused
 * throws. Thread-safe; no call waits for a load.
 */
@Endpoint(id = "midnight", defaultAccess = Access.READ_ONLY)
@ImportRuntimeHints(AnswerHints.class)
public final class MidnightEndpoint {

  private final CacheLookup caches;
  private final ProfileAction profiles;
  private final CacheActions actions;
  private final KeyAnswers keys;

  /** Shows these caches, and publishes what is done to them as audit events. */
  public MidnightEndpoint(CacheRegistry caches, ApplicationEventPublisher events) {
    this(caches, events, null);
  }

  /** The same, and takes profiles where there is a profiler. */
  public MidnightEndpoint(
      CacheRegistry caches,
      ApplicationEventPublisher events,
      @Nullable ContentionProfiler profiler) {
    this(
        caches,
        events,
        profiler,
        new KeyAnswers(Show.NEVER, Set.of(), new DefaultConversionService()));
  }

  /** The same, and answers questions about one key. */
  public MidnightEndpoint(
      CacheRegistry caches,
      ApplicationEventPublisher events,
      @Nullable ContentionProfiler profiler,
      KeyAnswers keys) {
    this.keys = keys;
    this.caches = new CacheLookup(caches);
    this.profiles = new ProfileAction(profiler);
    this.actions = new CacheActions(new ActionAudit(events), profiles);
  }

  /** All caches, in the order of their names. */
  @ReadOperation
  public OperationResponseBody caches() {
    return CachesBody.of(caches.all());
  }

  /** One cache, in full. */
  @ReadOperation
  public OperationResponseBody cache(@Selector String cache) {
    return show(cache).bodyOrThrow();
  }

  /**
   * Acts on a cache.
   *
   * @param action {@code refresh}, {@code cancel}, {@code pause}, {@code resume}, {@code dry-run},
   *     {@code approve}, {@code rollback}, {@code pin}, {@code unpin} or {@code profile}
   * @param generation to approve, roll back to or pin; without it the newest that fits
   * @param reason why, for the audit and for whoever looks next
   * @param until when a pin or a rollback ends by itself
   * @param seconds how long {@code profile} watches, from 1 to 300, 10 if it is not given
   * @throws InvalidEndpointRequestException when there is no such cache or action, or the state of
   *     the cache does not allow it
   */
  @WriteOperation
  public OperationResponseBody act(
      @Selector String cache,
      @Nullable String action,
      @Nullable Long generation,
      @Nullable String reason,
      @Nullable OffsetDateTime until,
      @Nullable Integer seconds) {
    return perform(cache, action, new ActionDetails(generation, reason, until, seconds), null)
        .bodyOrThrow();
  }

  /**
   * A question about a cache. {@code key}, for those who may see values: what is known of one key,
   * whether it is there, since when, who put it there, and its value in each kept generation.
   * {@code diff}: what a kept generation would change; which keys, for those who may see them.
   *
   * @param part {@code key} or {@code diff}
   * @param k the key, as text
   * @param generation to compare with what is served; without it the newest that was rejected
   */
  @ReadOperation
  public OperationResponseBody part(
      @Selector String cache,
      @Selector String part,
      @Nullable String k,
      @Nullable Long generation) {
    return part(cache, part, new Question(k, generation), SecurityContext.NONE).bodyOrThrow();
  }

  /** What is asked about a part of a cache. */
  record Question(@Nullable String key, @Nullable Long generation) {}

  Answer part(String name, String part, Question question, SecurityContext caller) {
    ManagedCache cache = caches.find(name);
    if (cache == null) {
      return unknown(name);
    }
    return switch (part) {
      case KeyAnswers.PART -> keys.ask(cache, question.key(), caller);
      case DiffAnswers.PART -> DiffAnswers.ask(cache, question.generation(), keys.shows(caller));
      default -> Answer.notFound(RefusedBody.noSuchPart(part));
    };
  }

  Answer show(String name) {
    ManagedCache cache = caches.find(name);
    return cache == null
        ? unknown(name)
        : Answer.ok(
            CacheBody.of(
                cache.status(),
                cache.advice(),
                profiles.profile(cache.name()),
                cache.heap(),
                DeltasBody.ofNullable(cache.deltas())));
  }

  Answer perform(
      String name, @Nullable String action, ActionDetails details, @Nullable Principal caller) {
    ManagedCache cache = caches.find(name);
    if (cache == null) {
      return unknown(name);
    }
    Action known = Action.of(action);
    if (known == null) {
      return Answer.badRequest(RefusedBody.noSuchAction(action));
    }
    return actions.perform(details.of(known), cache, caller);
  }

  private Answer unknown(String name) {
    return Answer.notFound(RefusedBody.noSuchCache(name, caches.names()));
  }
}
