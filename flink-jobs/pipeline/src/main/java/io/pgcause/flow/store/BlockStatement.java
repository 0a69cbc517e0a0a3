package io.pgcause.flow.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An insert of any number of rows of one instance and time: both are bound once, every other column
 * as an array. A key may stand only once among the rows of a block.
 *
 * @param table with its schema
 * @param time name of the time column
 * @param columns the other columns, in the order of their parameters
 * @param key names of the columns of the primary key besides time and instance
 */
record BlockStatement(
    String table, String time, List<Column> columns, Set<String> key, Resolution resolution) {

  /** A column and the type of its elements. */
  record Column(String name, String type) {}

  /** What happens when a row is there already. */
  enum Resolution {
    /** Raw values do not change: a replay brings the same. */
    KEEP,
    /** Statistics of a bucket grow: what comes later knows more. */
    REPLACE
  }

  /** The text; parameters: time, instance, then an array per column. */
  String sql() {
    List<String> names = new ArrayList<>();
    List<String> arrays = new ArrayList<>();
    List<String> updates = new ArrayList<>();
    List<String> keys = new ArrayList<>(List.of("instance_id", time));
    for (Column column : columns) {
      names.add(column.name());
      arrays.add("?::" + column.type() + "[]");
      if (key.contains(column.name())) {
        keys.add(column.name());
      } else {
        updates.add(column.name() + " = excluded." + column.name());
      }
    }
    String action =
        resolution == Resolution.KEEP ? "nothing" : "update set " + String.join(", ", updates);
    return "insert into %s (%s, instance_id, %s) select ?::timestamptz, ?, block.* from unnest(%s) as block on conflict (%s) do %s"
        .formatted(
            table,
            time,
            String.join(", ", names),
            String.join(", ", arrays),
            String.join(", ", keys),
            action);
  }
}
