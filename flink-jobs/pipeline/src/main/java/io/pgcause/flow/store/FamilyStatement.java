package io.pgcause.flow.store;

import io.pgcause.flow.event.WideEvent;
import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one group of a snapshot to its table: one block, one statement. */
final class FamilyStatement implements JdbcStatementBuilder<WideEvent> {

  private static final long serialVersionUID = 1L;

  private final String group;
  private final String sql;

  FamilyStatement(FamilyTable family) {
    group = family.group().name();
    List<BlockStatement.Column> columns = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (FamilyTable.LabelColumn label : family.labels()) {
      columns.add(new BlockStatement.Column(label.name(), "text"));
      labels.add(label.name());
    }
    for (FamilyTable.ValueColumn value : family.values()) {
      columns.add(new BlockStatement.Column(value.name(), value.sqlType()));
    }
    sql =
        new BlockStatement(
                "pgcause." + family.name(), "at", columns, labels, BlockStatement.Resolution.KEEP)
            .sql();
  }

  String sql() {
    return sql;
  }

  @Override
  public void accept(PreparedStatement statement, WideEvent event) throws SQLException {
    MetricGroup of = MetricCatalogue.shipped().group(group);
    MetricTable table = event.snapshot().table(of);
    if (table == null) {
      throw new IllegalArgumentException("an event without rows of " + group + " came to its sink");
    }
    Parameters parameters =
        new Parameters(statement).instant(event.atMicros()).text(event.instanceId());
    for (int label = 0; label < of.labels().size(); label++) {
      parameters.texts(label(table, label));
    }
    for (Metric metric : MetricCatalogue.shipped().metrics(of)) {
      bind(parameters, table, metric);
    }
  }

  private static String[] label(MetricTable table, int label) {
    String[] values = new String[table.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = table.labels(row).get(label);
    }
    return values;
  }

  private static void bind(Parameters parameters, MetricTable table, Metric metric)
      throws SQLException {
    MetricColumn column = table.column(metric);
    if (metric.type() == ValueType.INTEGER) {
      @Nullable Long[] values = new Long[table.rows()];
      for (int row = 0; column != null && row < values.length; row++) {
        values[row] = column.has(row) ? column.asLong(row) : null;
      }
      parameters.integers(values);
    } else {
      @Nullable Double[] values = new Double[table.rows()];
      for (int row = 0; column != null && row < values.length; row++) {
        values[row] = column.has(row) ? column.asDouble(row) : null;
      }
      parameters.reals(values);
    }
  }
}
