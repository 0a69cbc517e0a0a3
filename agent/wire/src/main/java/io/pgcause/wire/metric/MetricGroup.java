package io.pgcause.wire.metric;

import java.util.List;

/**
 * A set of metrics that share their labels and therefore a table of a snapshot.
 *
 * @param id number on the wire, from 1
 * @param name lower-case name with underscores, also the suffix of the table in the store
 * @param labels label names in their order on the wire; empty for a group with one row
 */
public record MetricGroup(int id, String name, List<String> labels) {

  public MetricGroup {
    labels = List.copyOf(labels);
  }

  /**
   * The position of {@code label} among this group's labels.
   *
   * @return -1 when the group has no such label
   */
  public int labelIndex(String label) {
    return labels.indexOf(label);
  }
}
