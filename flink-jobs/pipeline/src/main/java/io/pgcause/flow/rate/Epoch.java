package io.pgcause.flow.rate;

/**
 * A stretch in which counters only grow. Public for Flink's POJO serialiser.
 *
 * @param mark what tells it from others, such as the time of the last reset; NaN when that is
 *     unknown
 * @param sinceMicros time of the first snapshot that showed the mark; counters sampled before it
 *     may belong to another epoch
 */
public record Epoch(double mark, long sinceMicros) {

  boolean hasMark(double other) {
    return Double.compare(mark, other) == 0;
  }
}
