package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs samplers so that one that fails takes nothing with it but its own groups, and keeps the
 * books of groups agent and agent_group. Not thread-safe.
 */
final class SamplerRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SamplerRuns.class);

  /** In a row; once is what a first cycle, a reconnect or a lock may cost. */
  private static final int FAILURES_TO_TELL = 2;

  private static final String STATEMENT_CANCELLED = "57014";
  private static final Metric HEARTBEAT = MetricCatalogue.shipped().metric("agent.heartbeat");
  private static final Metric DURATION = MetricCatalogue.shipped().metric("agent.collect.duration");
  private static final Metric TIMEOUTS = MetricCatalogue.shipped().metric("agent.query.timeout");

  private final String server;
  private final Map<String, Book> books = new LinkedHashMap<>();

  /**
   * @param server names the server in logs
   */
  SamplerRuns(String server) {
    this.server = server;
  }

  /**
   * Runs {@code sampler}; what it could not evaluate is recorded in {@code draft}.
   *
   * @return the failure when it was the server's, else null
   */
  <S> @Nullable SQLException run(GroupSampler<S> sampler, S source, SnapshotDraft draft) {
    Book book = books.computeIfAbsent(sampler.name(), name -> new Book());
    long start = System.nanoTime();
    try {
      sampler.sample(source, draft);
      evaluable(sampler, book);
      return null;
    } catch (NotEvaluableException e) {
      withhold(sampler, book, String.valueOf(e.getMessage()), draft);
      return null;
    } catch (SQLException e) {
      book.timeouts += STATEMENT_CANCELLED.equals(e.getSQLState()) ? 1 : 0;
      withhold(sampler, book, ServerLink.reason(e), draft);
      return e;
    } catch (IOException e) {
      withhold(sampler, book, reason(e), draft);
      return null;
    } catch (RuntimeException e) {
      if (book.failures == 0) {
        LOG.error("sampler=broken query={} server={}", sampler.name(), server, e);
      }
      withhold(sampler, book, "the sampler is broken: " + e, draft);
      return null;
    } finally {
      book.nanos = System.nanoTime() - start;
      book.ran = true;
    }
  }

  /** Adds what was kept since the last report, as rows of {@code collectorId}. */
  void report(String collectorId, SnapshotDraft draft) {
    draft.add(MetricTable.builder(HEARTBEAT.group()).row(collectorId).set(HEARTBEAT, 1L).build());
    MetricTable.Builder table = MetricTable.builder(DURATION.group());
    books.forEach(
        (name, book) -> {
          table.row(collectorId, name).set(TIMEOUTS, book.timeouts);
          if (book.ran) {
            table.set(DURATION, book.nanos / 1e9);
          }
          book.ran = false;
        });
    draft.add(table.build());
  }

  private void withhold(GroupSampler<?> sampler, Book book, String reason, SnapshotDraft draft) {
    draft.withhold(sampler, reason);
    book.failures++;
    if (book.failures == FAILURES_TO_TELL) {
      LOG.info("query={} evaluable=false server={} reason=\"{}\"", sampler.name(), server, reason);
    }
  }

  private void evaluable(GroupSampler<?> sampler, Book book) {
    if (book.failures >= FAILURES_TO_TELL) {
      LOG.info("query={} evaluable=true server={}", sampler.name(), server);
    }
    book.failures = 0;
  }

  /** The messages of file exceptions are just the file. */
  private static String reason(IOException e) {
    boolean bare = e instanceof FileSystemException file && file.getReason() == null;
    return bare ? e.getClass().getSimpleName() + ": " + e.getMessage() : String.valueOf(e);
  }

  /** What is known of one sampler. */
  private static final class Book {
    private long nanos;
    private long timeouts;
    private boolean ran;
    private int failures;
  }
}
