package io.pgcause.sql;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table that keeps the raw values of a metric group: a row per instance, time and set of label
 * values, a column per metric, derived ones included. Immutable.
 *
 * <p>The names follow from the catalogue:
 *
 * <ul>
 *   <li>a group's table is {@code metric_<group>};
 *   <li>a label's column is the label's name, every dot and hyphen an underscore;
 *   <li>a metric's column is the metric's name without a leading {@code postgresql.} or {@code
 *       system.}, every dot and hyphen an underscore.
 * </ul>
 *
 * <p>No name that comes out of this needs quotes in SQL.
 */
public final class FamilyTable {

  /** The schema of this and every other table of the store. */
  public static final String SCHEMA = "pgcause";

  /** When the instance was sampled. */
  public static final Column AT = new SubjectColumn("at", "timestamp with time zone");

  /** Which instance was sampled. */
  public static final Column INSTANCE = new SubjectColumn("instance_id", "text");

  private static final List<String> GROUPS =
      List.of(
          "instance",
          "database",
          "agent",
          "agent_group",
          "connection",
          "activity",
          "wait",
          "lock",
          "lock_wait",
          "blocker",
          "lock_session",
          "transaction",
          "xmin",
          "session_time",
          "checkpoint",
          "checkpoint_time",
          "wal",
          "buffer_write",
          "log_event",
          "cpu",
          "host",
          "paging",
          "pressure",
          "disk",
          "disk_direction",
          "filesystem",
          "network");

  private static final List<FamilyTable> ALL =
      GROUPS.stream().map(MetricCatalogue.shipped()::group).map(FamilyTable::new).toList();

  private final MetricGroup group;
  private final List<LabelColumn> labels;
  private final List<ValueColumn> values;

  private FamilyTable(MetricGroup group) {
    this.group = group;
    this.labels = group.labels().stream().map(LabelColumn::of).toList();
    this.values = MetricCatalogue.shipped().metrics(group).stream().map(ValueColumn::of).toList();
  }

  /** Every group that is kept, in no order that means anything. */
  public static List<FamilyTable> all() {
    return ALL;
  }

  /** The table of {@code group}; empty when its values are not kept raw. */
  public static Optional<FamilyTable> find(MetricGroup group) {
    return ALL.stream().filter(table -> table.group.equals(group)).findFirst();
  }

  /**
   * The table of {@code group}.
   *
   * @throws IllegalArgumentException when its values are not kept raw
   */
  public static FamilyTable of(MetricGroup group) {
    return find(group)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "group \"" + group.name() + "\" has no table in schema " + SCHEMA));
  }

  public MetricGroup group() {
    return group;
  }

  /** The name without the schema, such as {@code metric_lock_wait}. */
  public String name() {
    return "metric_" + group.name();
  }

  /** The columns of the group's labels, in the order of the labels; part of the key. */
  public List<LabelColumn> labels() {
    return labels;
  }

  /** The columns of the group's metrics, in the order of their numbers. */
  public List<ValueColumn> values() {
    return values;
  }

  /** All columns, in the order in which the table was made: time, instance, labels, values. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(AT, INSTANCE));
    columns.addAll(labels);
    columns.addAll(values);
    return List.copyOf(columns);
  }

  /** The primary key, in its order: instance, labels, time. */
  public List<Column> key() {
    List<Column> key = new ArrayList<>(List.of(INSTANCE));
    key.addAll(labels);
    key.add(AT);
    return List.copyOf(key);
  }

  @Override
  public String toString() {
    return SCHEMA + "." + name();
  }

  private static String columnName(String dotted) {
    return dotted.replace('.', '_').replace('-', '_');
  }

  /** A column of a family's table. */
  public sealed interface Column {
    String name();

    /** The type as PostgreSQL writes it, such as {@code double precision}. */
    String sqlType();
  }

  /**
   * What every family has; never null.
   *
   * @param name of the column
   */
  public record SubjectColumn(String name, String sqlType) implements Column {}

  /**
   * A label; never null, empty when the row does not have it.
   *
   * @param name of the column
   * @param label in the catalogue
   */
  public record LabelColumn(String name, String label) implements Column {

    static LabelColumn of(String label) {
      return new LabelColumn(columnName(label), label);
    }

    @Override
    public String sqlType() {
      return "text";
    }
  }

  /**
   * A metric; null when it was not sampled. Counters are kept as they were read, not as rates.
   *
   * @param name of the column
   * @param metric in the catalogue
   */
  public record ValueColumn(String name, Metric metric) implements Column {

    static ValueColumn of(Metric metric) {
      return new ValueColumn(columnName(readable(metric.name())), metric);
    }

    @Override
    public String sqlType() {
      return metric.type() == ValueType.INTEGER ? "bigint" : "double precision";
    }

    private static String readable(String metric) {
      for (String prefix : List.of("postgresql.", "system.")) {
        if (metric.startsWith(prefix)) {
          return metric.substring(prefix.length());
        }
      }
      return metric;
    }
  }
}
