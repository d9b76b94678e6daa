package dev.midnight.publish;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A turnstile: it lets notices through one by one in the order of their versions, so that they can
 * be given outside the publisher's lock. Every version passes exactly once.
 */
final class PublishOrder {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition passed = lock.newCondition();
  private long last;

  /** Waits until all earlier versions have passed, then runs the notice without any lock. */
  void inTurn(long version, Runnable notice) {
    await(version - 1);
    try {
      notice.run();
    } finally {
      pass(version);
    }
  }

  private void await(long before) {
    lock.lock();
    try {
      while (last != before) {
        passed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void pass(long version) {
    lock.lock();
    try {
      last = version;
      passed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
