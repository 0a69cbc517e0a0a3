package io.pgcause.pulsar;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class InboxTest {

  private static final int LIMIT_SECONDS = 30;

  private final Inbox<String> inbox = new Inbox<>(2, 100);

  @Test
  void everythingIsTakenInTheOrderOfArrival() throws Exception {
    inbox.put("p0", "a", 1);
    inbox.put("p1", "b", 1);
    inbox.end("p0");
    assertThat(inbox.take())
        .containsExactly(
            new Inbox.Entry<>("p0", "a"),
            new Inbox.Entry<>("p1", "b"),
            new Inbox.Entry<>("p0", null));
  }

  @Test
  void putWaitsForRoomInNumber() throws Exception {
    inbox.put("p", "a", 1);
    inbox.put("p", "b", 1);
    Started<Void> third = started(() -> put("c", 1));
    assertThat(inbox.take()).hasSize(2);
    third.await();
    assertThat(inbox.take()).containsExactly(new Inbox.Entry<>("p", "c"));
  }

  @Test
  void putWaitsForRoomInBytes() throws Exception {
    inbox.put("p", "large", 100);
    Started<Void> second = started(() -> put("small", 1));
    assertThat(inbox.take()).hasSize(1);
    second.await();
    assertThat(inbox.take()).containsExactly(new Inbox.Entry<>("p", "small"));
  }

  @Test
  void takeWaitsForAMessage() throws Exception {
    Started<Integer> taken = started(() -> inbox.take().size());
    inbox.put("p", "a", 1);
    assertThat(taken.await()).isOne();
  }

  @Test
  void wakeUpReturnsEmptyHandedOnce() throws Exception {
    Started<Integer> taken = started(() -> inbox.take().size());
    inbox.wakeUp();
    assertThat(taken.await()).isZero();
    inbox.put("p", "a", 1);
    assertThat(inbox.take()).hasSize(1);
  }

  @Test
  void closeReleasesWhoeverPutsAndDropsIt() throws Exception {
    inbox.put("p", "a", 1);
    inbox.put("p", "b", 1);
    Started<Void> third = started(() -> put("c", 1));
    inbox.close();
    third.await();
    assertThat(inbox.take()).isEmpty();
  }

  @Test
  void failureReachesWhoeverTakes() {
    inbox.fail(new IllegalStateException("cannot open frames.v1-partition-3"));
    assertThatThrownBy(inbox::take)
        .isInstanceOf(IOException.class)
        .hasMessage("reading from Pulsar failed: cannot open frames.v1-partition-3");
  }

  private Void put(String message, int size) throws InterruptedException {
    inbox.put("p", message, size);
    return null;
  }

  /** Runs the call in a thread of its own and returns once that thread waits. */
  private static <V> Started<V> started(Callable<V> call) {
    FutureTask<V> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "inbox-test");
    thread.setDaemon(true);
    thread.start();
    Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    return () -> task.get(LIMIT_SECONDS, SECONDS);
  }

  private interface Started<V> {
    V await() throws Exception;
  }
}
