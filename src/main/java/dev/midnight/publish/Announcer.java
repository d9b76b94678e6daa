package dev.midnight.publish;

import dev.midnight.spi.ThrowLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells writers and the listener what was published, outside the publisher's lock. */
final class Announcer<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.publish");

  private final String cache;
  private final PublishListener<K, V> listener;
  private final PublishOrder order = new PublishOrder();
  private final boolean recordsChanges;
  private final ChangeJournal<K, V> journal = new ChangeJournal<>();
  private final ThrowLog ends =
      new ThrowLog(LOG, "the end of a batch of writes failed; the snapshot is published");
  private final ThrowLog listeners =
      new ThrowLog(LOG, "a publish listener threw; the snapshot is published");

  Announcer(PublisherSettings<K, V> settings) {
    this.cache = settings.cache();
    this.listener = settings.listener();
    this.recordsChanges = settings.recordsChanges();
  }

  /** What is still known of the publishes so far; empty where changes are not recorded. */
  ChangeJournal<K, V> journal() {
    return journal;
  }

  /**
   * Writers first: a slow listener must not hold up what is visible already. The journal knows of a
   * write before its writer does, which costs one reference; a load is walked for it afterwards.
   */
  void announce(Publication<K, V> done) {
    if (recordsChanges && !done.changesNothing() && !done.byRefresh()) {
      journal.add(done);
    }
    try {
      done.seen().forEach(batch -> quietly(ends, batch::visible));
    } finally {
      if (!done.changesNothing()) {
        order.inTurn(done.next().version(), () -> quietly(listeners, () -> tell(done)));
      }
    }
  }

  private void tell(Publication<K, V> done) {
    if (recordsChanges && done.byRefresh()) {
      journal.add(done);
    }
    listener.published(done.previous(), done.next(), done.diff(), done.byRefresh());
  }

  private void quietly(ThrowLog thrown, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      thrown.threw(cache, failure);
    }
  }
}
