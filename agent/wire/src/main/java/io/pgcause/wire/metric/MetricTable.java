package io.pgcause.wire.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one group in one snapshot: a row per set of label values, a column per metric.
 * Immutable.
 *
 * <p>A table without rows is a fact ("nobody waits on a lock"); a group that was not sampled has no
 * table at all.
 */
public final class MetricTable {

  /** The longest value of a label. */
  public static final int MAX_LABEL_CHARS = 4096;

  private final MetricGroup group;
  private final List<List<String>> rowLabels;
  private final List<MetricColumn> columns;

  /**
   * @param rowLabels label values of each row, in the order of the group's labels; an absent label
   *     is the empty string; at most {@link #MAX_LABEL_CHARS} each, none of them U+0000, which
   *     PostgreSQL cannot store. Rows are told apart by their labels: of equal ones, frames carry
   *     the last.
   * @param columns each with as many rows as there are label rows; at most one per metric and form
   */
  public MetricTable(MetricGroup group, List<List<String>> rowLabels, List<MetricColumn> columns) {
    this.group = Objects.requireNonNull(group);
    this.rowLabels = copyOf(rowLabels);
    this.columns = List.copyOf(columns);
    this.rowLabels.forEach(this::checkLabels);
    for (int position = 0; position < columns.size(); position++) {
      checkColumn(position);
    }
  }

  /** A table of {@code group} to be filled row by row. */
  public static Builder builder(MetricGroup group) {
    return new Builder(group);
  }

  public MetricGroup group() {
    return group;
  }

  public int rows() {
    return rowLabels.size();
  }

  /** The label values of {@code row}, in the order of the group's labels. */
  public List<String> labels(int row) {
    return rowLabels.get(row);
  }

  /**
   * The labels of {@code row} as one text, {@code name=value} in the group's order; labels without
   * a value are left out, commas and backslashes within one are escaped by a backslash. Empty for a
   * row without labels. It identifies the row within its group.
   */
  public String object(int row) {
    StringBuilder text = new StringBuilder();
    List<String> values = rowLabels.get(row);
    for (int label = 0; label < values.size(); label++) {
      if (!values.get(label).isEmpty()) {
        text.append(text.isEmpty() ? "" : ", ");
        text.append(group.labels().get(label)).append('=').append(escaped(values.get(label)));
      }
    }
    return text.toString();
  }

  public List<MetricColumn> columns() {
    return columns;
  }

  /** The sampled or derived values of {@code metric}, or null when this table has none. */
  public @Nullable MetricColumn column(Metric metric) {
    return find(metric, false);
  }

  /** The rates of the counter {@code metric}, or null when this table has none. */
  public @Nullable MetricColumn rateColumn(Metric metric) {
    return find(metric, true);
  }

  /** This table with {@code more} columns behind its own. */
  public MetricTable with(List<MetricColumn> more) {
    List<MetricColumn> all = new ArrayList<>(columns);
    all.addAll(more);
    return new MetricTable(group, rowLabels, all);
  }

  private void checkLabels(List<String> values) {
    if (values.size() != group.labels().size()) {
      throw new IllegalArgumentException(
          group.name() + " has labels " + group.labels() + ", not values " + values);
    }
    for (String value : values) {
      if (value.length() > MAX_LABEL_CHARS || value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            group.name() + ": a label of " + value.length() + " characters or with U+0000");
      }
    }
  }

  private static List<List<String>> copyOf(List<List<String>> rowLabels) {
    List<List<String>> copies = new ArrayList<>(rowLabels.size());
    for (List<String> labels : rowLabels) {
      copies.add(List.copyOf(labels));
    }
    return List.copyOf(copies);
  }

  private void checkColumn(int position) {
    MetricColumn column = columns.get(position);
    if (column.rows() != rows()) {
      throw new IllegalArgumentException(
          column.metric().name() + ": " + column.rows() + " rows, table has " + rows());
    }
    if (!column.metric().group().equals(group)) {
      throw new IllegalArgumentException(
          column.metric().name() + " is not a metric of group " + group.name());
    }
    for (int before = 0; before < position; before++) {
      if (columns.get(before).isOf(column.metric(), column.isRate())) {
        throw new IllegalArgumentException(column.metric().name() + " stands twice");
      }
    }
  }

  private static String escaped(String label) {
    boolean plain = label.indexOf(',') < 0 && label.indexOf('\\') < 0;
    return plain ? label : label.replace("\\", "\\\\").replace(",", "\\,");
  }

  private @Nullable MetricColumn find(Metric metric, boolean rate) {
    for (MetricColumn column : columns) {
      if (column.isOf(metric, rate)) {
        return column;
      }
    }
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricTable that
        && group.equals(that.group)
        && rowLabels.equals(that.rowLabels)
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(group, rowLabels, columns);
  }

  @Override
  public String toString() {
    return group.name() + rowLabels + columns;
  }

  /** Collects rows; columns appear in the order in which metrics are first set. Not thread-safe. */
  public static final class Builder {

    private final MetricGroup group;
    private final List<List<String>> rowLabels = new ArrayList<>();
    private final Map<Metric, List<@Nullable Long>> cells = new LinkedHashMap<>();

    private Builder(MetricGroup group) {
      this.group = group;
    }

    /** Begins the next row; a null label value means that the row has no such label. */
    public Builder row(@Nullable String... labels) {
      List<String> values = new ArrayList<>(labels.length);
      for (String label : labels) {
        values.add(label == null ? "" : label);
      }
      rowLabels.add(List.copyOf(values));
      return this;
    }

    /** Sets an integer value of the current row; a real metric takes it as a real. */
    public Builder set(Metric metric, long value) {
      return setBits(
          metric, metric.type() == ValueType.INTEGER ? value : Double.doubleToRawLongBits(value));
    }

    /**
     * Sets a real value of the current row.
     *
     * @throws IllegalArgumentException when the metric is an integer
     */
    public Builder set(Metric metric, double value) {
      if (metric.type() == ValueType.INTEGER) {
        throw new IllegalArgumentException(metric.name() + " is an integer, not " + value);
      }
      return setBits(metric, Double.doubleToRawLongBits(value));
    }

    public MetricTable build() {
      List<MetricColumn> columns = new ArrayList<>(cells.size());
      cells.forEach((metric, values) -> columns.add(column(metric, values)));
      return new MetricTable(group, rowLabels, columns);
    }

    private Builder setBits(Metric metric, long bits) {
      if (rowLabels.isEmpty()) {
        throw new IllegalStateException("begin a row before setting " + metric.name());
      }
      List<@Nullable Long> column = cells.computeIfAbsent(metric, ignored -> new ArrayList<>());
      while (column.size() < rowLabels.size()) {
        column.add(null);
      }
      column.set(rowLabels.size() - 1, bits);
      return this;
    }

    private MetricColumn column(Metric metric, List<@Nullable Long> values) {
      long[] bits = new long[rowLabels.size()];
      boolean[] present = new boolean[rowLabels.size()];
      for (int row = 0; row < values.size(); row++) {
        Long value = values.get(row);
        if (value != null) {
          bits[row] = value;
          present[row] = true;
        }
      }
      return new MetricColumn(metric, false, bits, present);
    }
  }
}
