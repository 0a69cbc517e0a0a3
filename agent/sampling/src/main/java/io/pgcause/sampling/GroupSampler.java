package io.pgcause.sampling;

import io.pgcause.wire.metric.MetricGroup;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads one group, a few that come from one look, or a part of one. Used by one thread.
 *
 * @param <S> what it reads from
 */
interface GroupSampler<S> {

  /** Names it in label {@code query.group} of group agent_group. */
  String name();

  /** What it adds to. */
  List<MetricGroup> groups();

  /**
   * Adds what it finds now. A sampler that throws has added either everything or nothing of a group
   * with labels.
   *
   * @throws NotEvaluableException when it cannot know, for a reason that will last
   */
  void sample(S source, SnapshotDraft draft)
      throws SQLException, IOException, NotEvaluableException;
}
