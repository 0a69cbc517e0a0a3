package io.pgcause.flow.store;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;

/**
 * Where the rows go. Its text never shows the password.
 *
 * @param jdbcUrl of the store, {@code jdbc:postgresql:...}
 * @param user who may write, usually a member of pgcause_writer
 * @param password empty when the server asks for none
 * @param flushInterval the longest a row waits for others
 */
public record StoreOptions(String jdbcUrl, String user, String password, Duration flushInterval)
    implements Serializable {

  private static final int RETRIES = 10;
  private static final int ALERTS_PER_FLUSH = 1;
  private static final int BLOCKS_PER_FLUSH = 100;

  JdbcConnectionOptions connection() {
    return new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
        .withUrl(jdbcUrl)
        .withDriverName("org.postgresql.Driver")
        .withUsername(user)
        .withPassword(password)
        .build();
  }

  /** Blocks of rows gather until there are some, or until the interval is over. */
  JdbcExecutionOptions gathered() {
    return execution(BLOCKS_PER_FLUSH);
  }

  /** Every row goes at once: somebody waits for it. */
  JdbcExecutionOptions immediate() {
    return execution(ALERTS_PER_FLUSH);
  }

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }

  private JdbcExecutionOptions execution(int size) {
    return JdbcExecutionOptions.builder()
        .withBatchSize(size)
        .withBatchIntervalMs(flushInterval.toMillis())
        .withMaxRetries(RETRIES)
        .build();
  }
}
