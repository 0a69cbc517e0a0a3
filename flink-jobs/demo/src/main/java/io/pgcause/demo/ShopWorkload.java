package io.pgcause.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients of the shop: some look at orders, some change them, each at a calm pace. */
final class ShopWorkload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShopWorkload.class);
  private static final int READERS = 8;
  private static final int WRITERS = 2;
  private static final long PAUSE_MILLIS = 25;

  private final ShopDatabase shop;
  private final List<Thread> clients = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final LongAdder transactions = new LongAdder();

  private ShopWorkload(ShopDatabase shop) {
    this.shop = shop;
  }

  static ShopWorkload start(ShopDatabase shop) {
    ShopWorkload workload = new ShopWorkload(shop);
    for (int i = 0; i < READERS; i++) {
      workload.startClient("shop-web", "select total from orders where id = ?", i);
    }
    for (int i = 0; i < WRITERS; i++) {
      workload.startClient(
          "shop-worker", "update orders set total = total + 1 where id = ?", READERS + i);
    }
    return workload;
  }

  /** Transactions so far. */
  long transactions() {
    return transactions.sum();
  }

  /** Ends the clients; those that wait on a lock end when the server does. */
  @Override
  public void close() {
    stop.countDown();
    clients.forEach(Thread::interrupt);
  }

  private void startClient(String application, String sql, int seed) {
    Thread client = new Thread(() -> run(application, sql, seed), application + "-" + seed);
    client.setDaemon(true);
    clients.add(client);
    client.start();
  }

  private void run(String application, String sql, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Connection connection =
            shop.server().connect(ShopDatabase.DATABASE, ShopDatabase.APPLICATION, application);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        // The first order belongs to the report, so that only a table lock stops these clients.
        statement.setInt(1, 2 + random.nextInt(ShopDatabase.orders() - 1));
        statement.execute();
        transactions.increment();
      }
    } catch (SQLException e) {
      if (stop.getCount() > 0) {
        LOG.warn("event=client_lost application={} database={}", application, shop.instanceId(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
