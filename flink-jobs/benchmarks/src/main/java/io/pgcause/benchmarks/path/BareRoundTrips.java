package io.pgcause.benchmarks.path;

import io.pgcause.benchmarks.Spread;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Schema;

/** What broker and store cost by themselves: no path through both can be faster than their sum. */
final class BareRoundTrips {

  private static final int WARM_UP = 200;
  private static final int FRAME_BYTES = 1_000;
  private static final int ALERT_CHARS = 3_000;
  private static final int PATIENCE_SECONDS = 30;
  private static final String TOPIC = "bench-bare";

  private final LocalPath path;

  BareRoundTrips(LocalPath path) {
    this.path = path;
  }

  /** Insert and commit of one row of an alert's size through pgjdbc, in milliseconds. */
  Spread commits(int count) throws SQLException {
    List<Double> millis = new ArrayList<>();
    try (Connection connection = path.connect(LocalPath.LIMIT);
        Statement table = connection.createStatement()) {
      table.execute("create table bench_commit (id bigint primary key, body text not null)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into bench_commit values (?, ?)")) {
        insert.setString(2, "a".repeat(ALERT_CHARS));
        for (int i = 0; i < WARM_UP + count; i++) {
          long start = System.nanoTime();
          insert.setLong(1, i);
          insert.executeUpdate();
          note(millis, i, start);
        }
      }
      table.execute("drop table bench_commit");
    }
    return Spread.of(millis);
  }

  /** Publish of one message of a frame's size until its consumer has it, in milliseconds. */
  Spread messages(int count) throws IOException {
    List<Double> millis = new ArrayList<>();
    try (PulsarClient client = PulsarClient.builder().serviceUrl(path.pulsarUrl()).build();
        Consumer<byte[]> consumer =
            client.newConsumer(Schema.BYTES).topic(TOPIC).subscriptionName(TOPIC).subscribe();
        Producer<byte[]> producer =
            client.newProducer(Schema.BYTES).topic(TOPIC).enableBatching(false).create()) {
      byte[] body = new byte[FRAME_BYTES];
      for (int i = 0; i < WARM_UP + count; i++) {
        long start = System.nanoTime();
        producer.send(body);
        Message<byte[]> received = consumer.receive(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (received == null) {
          throw new IOException(
              "the broker did not deliver a message within " + PATIENCE_SECONDS + " s");
        }
        note(millis, i, start);
        consumer.acknowledge(received);
      }
    }
    return Spread.of(millis);
  }

  private static void note(List<Double> millis, int round, long start) {
    if (round >= WARM_UP) {
      millis.add((System.nanoTime() - start) / 1e6);
    }
  }
}
