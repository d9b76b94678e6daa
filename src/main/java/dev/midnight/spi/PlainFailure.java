package dev.midnight.spi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged with its stack. Usually that is the failure itself. Where a message
 * in it holds what looks like a secret, it is this stand-in: the same stacks and causes, each
 * message behind the name of its class and as {@link PlainLine} shows it.
 */
public final class PlainFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private PlainFailure(Throwable original, @Nullable Throwable cause) {
    super(text(original), cause);
    setStackTrace(original.getStackTrace());
  }

  private static String text(Throwable original) {
    String message = original.getMessage();
    String type = original.getClass().getName();
    return message == null ? type : type + ": " + PlainLine.of(message);
  }

  /** What to log in its place. */
  public static Throwable of(Throwable failure) {
    return holdsSecret(failure, newSet()) ? standIn(failure, newSet()) : failure;
  }

  private static Set<Throwable> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean holdsSecret(@Nullable Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return false;
    }
    String message = failure.getMessage();
    boolean holds =
        (message != null && PlainLine.masks(message)) || holdsSecret(failure.getCause(), seen);
    for (Throwable suppressed : failure.getSuppressed()) {
      holds = holds || holdsSecret(suppressed, seen);
    }
    return holds;
  }

  private static Throwable standIn(Throwable failure, Set<Throwable> seen) {
    seen.add(failure);
    Throwable cause = failure.getCause();
    Throwable plainCause = cause == null || seen.contains(cause) ? null : standIn(cause, seen);
    PlainFailure plain = new PlainFailure(failure, plainCause);
    for (Throwable suppressed : failure.getSuppressed()) {
      if (!seen.contains(suppressed)) {
        plain.addSuppressed(standIn(suppressed, seen));
      }
    }
    return plain;
  }

  /** The class of the original is in the message. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
