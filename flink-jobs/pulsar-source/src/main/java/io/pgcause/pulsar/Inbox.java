package io.pgcause.pulsar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages from the client's threads to the one that fetches, bounded in number and bytes.
 * Both sides sleep while they have nothing to do: a message is taken the moment it arrives, and an
 * idle partition costs nothing.
 *
 * @param <M> type of the messages
 */
final class Inbox<M> {

  private final int maxMessages;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private List<Entry<M>> entries = new ArrayList<>();
  private long bytes;
  private boolean woken;
  private boolean closed;
  private @Nullable Throwable failure;

  Inbox(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Waits for room; a closed inbox drops the message.
   *
   * @param size bytes of the message; the last one let in may exceed the limit
   */
  void put(String partition, M message, int size) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && (entries.size() >= maxMessages || bytes >= maxBytes)) {
        drained.await();
      }
      if (!closed) {
        bytes += size;
        add(new Entry<>(partition, message));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that no message of this partition follows; never waits. */
  void end(String partition) {
    lock.lock();
    try {
      add(new Entry<>(partition, null));
    } finally {
      lock.unlock();
    }
  }

  /** Makes the present or next {@link #take()} throw, and all after it. */
  void fail(Throwable reason) {
    lock.lock();
    try {
      if (failure == null) {
        failure = reason;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the present or next {@link #take()} return, empty-handed if need be. */
  void wakeUp() {
    lock.lock();
    try {
      woken = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Releases whoever waits; what comes after is dropped. */
  void close() {
    lock.lock();
    try {
      closed = true;
      entries = new ArrayList<>();
      bytes = 0;
      arrived.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something, and takes all of it, in the order of arrival.
   *
   * @throws IOException the reason that was given to {@link #fail}
   */
  List<Entry<M>> take() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (entries.isEmpty() && !woken && !closed && failure == null) {
        arrived.await();
      }
      if (failure != null) {
        throw new IOException("reading from Pulsar failed: " + failure.getMessage(), failure);
      }
      woken = false;
      List<Entry<M>> taken = entries;
      entries = new ArrayList<>();
      bytes = 0;
      drained.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void add(Entry<M> entry) {
    entries.add(entry);
    if (entries.size() == 1) {
      arrived.signal();
    }
  }

  /** A message of a partition, or its end when there is no message. */
  record Entry<M>(String partition, @Nullable M message) {}
}
