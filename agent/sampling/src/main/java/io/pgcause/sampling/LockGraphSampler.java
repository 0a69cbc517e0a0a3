package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups blocker and lock_session: who is to blame for the lock queues, and for how much of them.
 */
final class LockGraphSampler implements GroupSampler<ServerSession> {

  private static final int SESSIONS_PER_ROLE = 5;
  private static final Metric BLOCKED =
      MetricCatalogue.shipped().metric("postgresql.lock.blocker.blocked_sessions");
  private static final Metric BLOCKED_BY_SESSION =
      MetricCatalogue.shipped().metric("postgresql.lock.session.blocked_sessions");
  private static final Metric TRANSACTION_AGE =
      MetricCatalogue.shipped().metric("postgresql.lock.session.transaction_age");

  private final VersionedSql sql = VersionedSql.load("lock_graph");

  @Override
  public String name() {
    return sql.name();
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(BLOCKED.group(), BLOCKED_BY_SESSION.group());
  }

  @Override
  public void sample(ServerSession session, SnapshotDraft draft)
      throws SQLException, NotEvaluableException {
    Map<Integer, LockSession> sessions = new HashMap<>();
    try (ResultSet rows = session.statement(sql).executeQuery()) {
      while (rows.next()) {
        LockSession each = LockSession.of(rows);
        sessions.put(each.pid(), each);
      }
    }
    WaitGraph graph = graph(sessions);
    MetricTable blockers = blockers(graph, sessions);
    MetricTable.Builder worst = MetricTable.builder(BLOCKED_BY_SESSION.group());
    addWorst("root_blocker", graph.roots(), graph, sessions, worst);
    addWorst("queue_head", graph.heads(), graph, sessions, worst);
    draft.add(blockers);
    draft.add(worst.build());
  }

  private static WaitGraph graph(Map<Integer, LockSession> sessions) {
    Map<Integer, Integer[]> blockersOfWaiter = new HashMap<>();
    for (LockSession each : sessions.values()) {
      if (each.waits()) {
        blockersOfWaiter.put(each.pid(), each.blockers());
      }
    }
    return new WaitGraph(blockersOfWaiter);
  }

  /** A session behind two blockers of the same state and kind counts once. */
  private static MetricTable blockers(WaitGraph graph, Map<Integer, LockSession> sessions) {
    Map<BlockerClass, List<Integer>> pids = new TreeMap<>();
    for (Integer root : graph.roots()) {
      BlockerClass its = BlockerClass.of(Objects.requireNonNull(sessions.get(root)));
      pids.computeIfAbsent(its, key -> new ArrayList<>()).add(root);
    }
    MetricTable.Builder table = MetricTable.builder(BLOCKED.group());
    pids.forEach(
        (its, roots) -> table.row(its.state, its.kind).set(BLOCKED, graph.blockedBy(roots)));
    return table.build();
  }

  private static void addWorst(
      String role,
      Set<Integer> pids,
      WaitGraph graph,
      Map<Integer, LockSession> sessions,
      MetricTable.Builder table) {
    Map<Integer, Integer> blocked = new HashMap<>();
    pids.forEach(pid -> blocked.put(pid, graph.blockedBy(List.of(pid))));
    pids.stream()
        .sorted(Comparator.comparing(blocked::get, Comparator.reverseOrder()))
        .limit(SESSIONS_PER_ROLE)
        .forEach(
            pid ->
                addRow(role, Objects.requireNonNull(sessions.get(pid)), blocked.get(pid), table));
  }

  private static void addRow(
      String role, LockSession session, int blocked, MetricTable.Builder table) {
    table
        .row(
            Integer.toString(session.pid()),
            role,
            session.mode(),
            session.database(),
            session.user(),
            session.application(),
            session.state())
        .set(BLOCKED_BY_SESSION, blocked);
    Double age = session.transactionAge();
    if (age != null) {
      table.set(TRANSACTION_AGE, age);
    }
  }

  /** Labels of group blocker. */
  private record BlockerClass(String state, String kind) implements Comparable<BlockerClass> {

    static BlockerClass of(LockSession session) {
      @Nullable String state = session.state();
      return new BlockerClass(state == null ? "unknown" : state, session.kind());
    }

    @Override
    public int compareTo(BlockerClass other) {
      int byState = state.compareTo(other.state);
      return byState != 0 ? byState : kind.compareTo(other.kind);
    }
  }
}
