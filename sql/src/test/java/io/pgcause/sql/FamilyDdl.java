package io.pgcause.sql;

import io.pgcause.sql.FamilyTable.Column;
import io.pgcause.sql.FamilyTable.LabelColumn;
import io.pgcause.sql.FamilyTable.ValueColumn;
import io.pgcause.wire.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The SQL that a migration needs for a family: migrations are written once with it, by hand after.
 */
final class FamilyDdl {

  private FamilyDdl() {}

  /** The statements that make {@code table}, its comments and its index. */
  static String create(FamilyTable table) {
    String columns =
        table.columns().stream()
            .map(column -> "  " + definition(column) + ",\n")
            .collect(Collectors.joining());
    String comments =
        table.columns().stream()
            .map(column -> comment(table, column))
            .collect(Collectors.joining("\n", "\n", "\n"));
    return "create table "
        + table
        + " (\n"
        + columns
        + "  primary key ("
        + names(table.key())
        + ")\n);\n"
        + "create index "
        + table.name()
        + "_at on "
        + table
        + " using brin (at);\n"
        + "comment on table "
        + table
        + " is\n  "
        + literal(comment(table))
        + ";"
        + comments;
  }

  /** The statements that add what the catalogue has and the table has not. */
  static String add(FamilyTable table, Column column) {
    return "alter table "
        + table
        + " add column "
        + definition(column)
        + ";\n"
        + comment(table, column);
  }

  /** The statement that comments a column. */
  static String comment(FamilyTable table, Column column) {
    return "comment on column "
        + table
        + "."
        + column.name()
        + " is\n  "
        + literal(comment(column))
        + ";";
  }

  /** What the comment of the table says. */
  static String comment(FamilyTable table) {
    List<String> labels = table.group().labels();
    return "raw values of group "
        + table.group().name()
        + ", a row per instance and snapshot"
        + (labels.isEmpty() ? "" : " and " + String.join(", ", labels));
  }

  /** What the comment of a column says. */
  static String comment(Column column) {
    if (column instanceof LabelColumn label) {
      return "label " + label.label() + "; empty when the row does not have it";
    }
    if (column instanceof ValueColumn value) {
      Metric metric = value.metric();
      return metric.name()
          + ": "
          + metric.kind().name().toLowerCase(Locale.ROOT)
          + ", "
          + metric.unit()
          + "; "
          + metric.source();
    }
    return column.equals(FamilyTable.AT)
        ? "when the instance was sampled, by its own clock"
        : "the PostgreSQL instance";
  }

  private static String definition(Column column) {
    String type = column.equals(FamilyTable.AT) ? "timestamptz" : column.sqlType();
    String constraint =
        column instanceof LabelColumn
            ? " not null default ''"
            : column instanceof ValueColumn ? "" : " not null";
    return column.name() + " " + type + constraint;
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
