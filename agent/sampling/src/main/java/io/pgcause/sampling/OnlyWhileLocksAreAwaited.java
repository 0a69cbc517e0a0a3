package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Spares the server the costly questions about lock queues while group lock, sampled before, says
 * that nobody waits: then the tables are empty, which is a fact. When group lock itself could not
 * be sampled, the questions are asked.
 */
final class OnlyWhileLocksAreAwaited implements GroupSampler<ServerSession> {

  private static final Metric WAITING =
      MetricCatalogue.shipped().metric("postgresql.lock.waiting.count");

  private final GroupSampler<ServerSession> questions;

  OnlyWhileLocksAreAwaited(GroupSampler<ServerSession> questions) {
    this.questions = questions;
  }

  @Override
  public String name() {
    return questions.name();
  }

  @Override
  public List<MetricGroup> groups() {
    return questions.groups();
  }

  @Override
  public void sample(ServerSession session, SnapshotDraft draft)
      throws SQLException, IOException, NotEvaluableException {
    MetricTable locks = draft.table(WAITING.group());
    if (locks == null || anyWaits(locks)) {
      questions.sample(session, draft);
      return;
    }
    for (MetricGroup group : questions.groups()) {
      draft.add(MetricTable.builder(group).build());
    }
  }

  private static boolean anyWaits(MetricTable locks) {
    MetricColumn waiting = locks.column(WAITING);
    for (int row = 0; waiting != null && row < waiting.rows(); row++) {
      if (waiting.asLong(row) > 0) {
        return true;
      }
    }
    return false;
  }
}
