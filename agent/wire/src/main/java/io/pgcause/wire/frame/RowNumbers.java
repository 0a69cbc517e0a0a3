package io.pgcause.wire.frame;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the rows of a group from 0 in the order in which they are first seen. A row is the
 * positions of its labels among their distinct texts.
 *
 * <p>It hashes only numbers, which have an order: labels chosen so that their hashes collide cost
 * log n each here, where a map keyed by lists of texts would take n.
 */
final class RowNumbers {

  private final Map<Long, Integer> nodes = new HashMap<>();
  private final Map<Integer, Integer> rows = new HashMap<>();

  int size() {
    return rows.size();
  }

  /** The number of the row, a new one when it was not seen before. */
  int of(int[] positions) {
    int node = 0;
    for (int position : positions) {
      long edge = (long) node << 32 | position;
      Integer next = nodes.putIfAbsent(edge, nodes.size() + 1);
      node = next == null ? nodes.size() : next;
    }
    Integer row = rows.putIfAbsent(node, rows.size());
    return row == null ? rows.size() - 1 : row;
  }
}
