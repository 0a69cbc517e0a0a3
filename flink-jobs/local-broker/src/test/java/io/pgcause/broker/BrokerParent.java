package io.pgcause.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A parent to be killed: starts a broker in the given directory, prints its process id, waits. */
final class BrokerParent {

  private BrokerParent() {}

  public static void main(String[] args) throws Exception {
    LocalBroker broker = LocalBroker.start(BrokerOptions.in(Path.of(args[0])));
    System.out.println("pid=" + broker.pid());
    new CountDownLatch(1).await();
  }
}
