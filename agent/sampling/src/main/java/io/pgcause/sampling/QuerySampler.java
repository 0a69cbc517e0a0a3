package io.pgcause.sampling;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a group, or a part of one without labels, with a query whose columns bear the names of the
 * group's labels and metrics. So the SQL file is all there is to know about most groups.
 */
final class QuerySampler implements GroupSampler<ServerSession> {

  private final VersionedSql sql;
  private final MetricGroup group;
  private @Nullable PreparedStatement columnsOf;
  private @Nullable GroupColumns columns;

  /**
   * @param sql name of the query
   * @param group name of the group
   */
  QuerySampler(String sql, String group) {
    this.sql = VersionedSql.load(sql);
    this.group = MetricCatalogue.shipped().group(group);
  }

  @Override
  public String name() {
    return sql.name();
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(group);
  }

  @Override
  public void sample(ServerSession session, SnapshotDraft draft)
      throws SQLException, NotEvaluableException {
    PreparedStatement statement = session.statement(sql);
    try (ResultSet rows = statement.executeQuery()) {
      GroupColumns found = columns(statement, rows);
      if (!group.labels().isEmpty()) {
        draft.add(found.table(rows));
      } else if (rows.next()) {
        MetricTable.Builder row = draft.row(group);
        found.readCells(rows, row);
      }
    }
  }

  /** The columns of {@code statement}, which is another one after a reconnect. */
  private GroupColumns columns(PreparedStatement statement, ResultSet rows) throws SQLException {
    GroupColumns known = columns;
    if (known == null || columnsOf != statement) {
      known = GroupColumns.of(group, rows.getMetaData());
      columns = known;
      columnsOf = statement;
    }
    return known;
  }
}
