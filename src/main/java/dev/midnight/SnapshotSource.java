package dev.midnight;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean method the source of a replica.
 *
 * <p>A method that returns a Map, or a Stream or Collection with {@link #key} naming a property of
 * its elements, gives a {@link SnapshotCache}; any other type, or {@link #value}, a {@link
 * SnapshotValue}. It may take a {@link RefreshContext}. Streams are consumed inside the method's
 * transaction, and closed. Properties under {@code midnight.caches.<name>} win over the annotation.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SnapshotSource {

  /** The name of the cache; the method's name by default. */
  String name() default "";

  /** When to refresh; {@code midnight.defaults.cron} by default. See {@link CronSchedule}. */
  String cron() default "";

  /** The time zone of {@link #cron}, such as {@code Europe/Paris}. */
  String zone() default "";

  /** The property of the elements that is their key, for a Stream or Collection. */
  String key() default "";

  /** Whether the returned object as a whole is the value, even if it is a Map or Collection. */
  boolean value() default false;
}
