package io.pgcause.flow.rate;

import static java.util.Map.entry;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says whether two samples of a counter belong to one epoch. A restart, a crash and a reset of the
 * view begin a new one; that a counter fell is not enough to see it, since after a reset the new
 * count may already be higher. Immutable.
 *
 * <p>Groups are sampled at different intervals, so it is kept since when each epoch is known: a
 * restart between two samples of a slow group was seen long ago when the second one comes.
 */
final class CounterEpochs {

  private static final Metric CHECKPOINTER_START =
      MetricCatalogue.shipped().metric("postgresql.checkpointer.start_time");
  private static final Metric RESET_TIME =
      MetricCatalogue.shipped().metric("postgresql.stats.reset_time");

  /** Key of the epoch of everything the server counts; views have a name. */
  private static final String SERVER = "";

  private static final String PER_DATABASE = "pg_stat_database";
  private static final String DATABASE = "db.namespace";
  private static final List<String> STATEMENTS =
      List.of("pg_stat_statements", "pg_stat_statements_info");
  private static final List<String> CHECKPOINTS =
      List.of("pg_stat_bgwriter", "pg_stat_checkpointer");

  /** The views whose reset voids the counters of a group; tables are reset with their database. */
  private static final Map<String, List<String>> VIEWS =
      Map.ofEntries(
          entry("database", List.of(PER_DATABASE)),
          entry("session_time", List.of(PER_DATABASE)),
          entry("conflict", List.of(PER_DATABASE)),
          entry("table", List.of(PER_DATABASE)),
          entry("table_operation", List.of(PER_DATABASE)),
          entry("table_blocks", List.of(PER_DATABASE)),
          entry("index", List.of(PER_DATABASE)),
          entry(
              "wal", List.of("pg_stat_wal", "pg_stat_bgwriter", "pg_stat_archiver", "pg_stat_io")),
          entry("checkpoint", CHECKPOINTS),
          entry("restartpoint", CHECKPOINTS),
          entry("checkpoint_time", CHECKPOINTS),
          entry("buffer_write", List.of("pg_stat_bgwriter", "pg_stat_checkpointer", "pg_stat_io")),
          entry("io", List.of("pg_stat_io")),
          entry("slru", List.of("pg_stat_slru")),
          entry("statement", STATEMENTS));

  /** Metrics that come from another view than the rest of their group. */
  private static final Map<String, List<String>> OTHER_VIEWS =
      Map.of(
          "postgresql.query.execution.time", STATEMENTS,
          "postgresql.statement.dealloc", STATEMENTS);

  private final Map<String, Epoch> byKey;
  private final long newestMicros;

  private CounterEpochs(Map<String, Epoch> byKey) {
    this.byKey = byKey;
    long newest = Long.MIN_VALUE;
    for (Epoch epoch : byKey.values()) {
      newest = Math.max(newest, epoch.sinceMicros());
    }
    newestMicros = newest;
  }

  /** What {@link #byKey} gave; nothing known yet when the map is null. */
  static CounterEpochs of(@Nullable Map<String, Epoch> byKey) {
    return new CounterEpochs(byKey == null ? Map.of() : byKey);
  }

  Map<String, Epoch> byKey() {
    return byKey;
  }

  /** These epochs and those that {@code now}, later than all before, is the first to show. */
  CounterEpochs after(Snapshot now) {
    Map<String, Epoch> next = new HashMap<>();
    MetricTable resets = now.table(RESET_TIME.group());
    if (resets == null) {
      next.putAll(byKey);
    } else {
      MetricColumn times = resets.column(RESET_TIME);
      for (int row = 0; row < resets.rows(); row++) {
        String key = key(resets.labels(row).get(0), resets.labels(row).get(1));
        see(next, key, valueOf(times, row), now.atMicros());
      }
    }
    MetricTable instance = now.table(CHECKPOINTER_START.group());
    double start =
        instance == null || instance.rows() == 0
            ? Double.NaN
            : valueOf(instance.column(CHECKPOINTER_START), 0);
    Epoch server = byKey.get(SERVER);
    if (!Double.isNaN(start)) {
      see(next, SERVER, start, now.atMicros());
    } else if (server != null) {
      next.put(SERVER, server);
    }
    return new CounterEpochs(next);
  }

  /**
   * Whether {@code metric} of the row with {@code labels}, sampled at {@code earlierMicros}, counts
   * on in the last snapshot that was taken in.
   */
  boolean unbroken(Metric metric, List<String> labels, long earlierMicros) {
    if (newestMicros <= earlierMicros || !metric.name().startsWith("postgresql.")) {
      return true;
    }
    if (beganAfter(SERVER, earlierMicros)) {
      return false;
    }
    for (String view : views(metric)) {
      String database = view.equals(PER_DATABASE) ? database(metric, labels) : "";
      if (beganAfter(key(view, database), earlierMicros)) {
        return false;
      }
    }
    return true;
  }

  private boolean beganAfter(String key, long micros) {
    Epoch epoch = byKey.get(key);
    return epoch != null && epoch.sinceMicros() > micros;
  }

  private void see(Map<String, Epoch> next, String key, double mark, long atMicros) {
    Epoch before = byKey.get(key);
    next.put(key, before != null && before.hasMark(mark) ? before : new Epoch(mark, atMicros));
  }

  private static double valueOf(@Nullable MetricColumn column, int row) {
    return column != null && column.has(row) ? column.asDouble(row) : Double.NaN;
  }

  private static List<String> views(Metric metric) {
    List<String> other = OTHER_VIEWS.get(metric.name());
    return other != null ? other : VIEWS.getOrDefault(metric.group().name(), List.of());
  }

  /** The label is {@code database} or {@code database|schema}. */
  private static String database(Metric metric, List<String> labels) {
    String namespace = labels.get(metric.group().labelIndex(DATABASE));
    int end = namespace.indexOf('|');
    return end < 0 ? namespace : namespace.substring(0, end);
  }

  private static String key(String view, String database) {
    return view + "/" + database;
  }
}
