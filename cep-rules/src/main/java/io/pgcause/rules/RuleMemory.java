package io.pgcause.rules;

import io.pgcause.rules.expression.SlopeWindows;
import java.util.Arrays;

/**
 * What one rule must remember of one instance between two snapshots. The pipeline keeps it as
 * state, so it is a plain object of public fields that Flink's POJO serialiser takes; only rules
 * should write them. Not thread-safe.
 *
 * <p>It is bounded: 17 bytes per step, and 16 bytes for each of at most {@value #MAX_POINTS} points
 * per slope. When a rule finds the memory of another rule, of another version of itself or of
 * another {@link #layout}, it begins with an empty one.
 */
public final class RuleMemory implements SlopeWindows {

  /** Changes whenever the meaning of a field does. */
  public static final int LAYOUT = 1;

  /** A window of any length keeps at most this many points, evenly thinned out. */
  public static final int MAX_POINTS = 61;

  /** In fields with times: it did not happen. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final int GROWTH = 12;

  /** The {@link #LAYOUT} this was written with. */
  public int layout = LAYOUT;

  /** The rule and version it belongs to; empty until a rule used it. */
  public String owner = "";

  /** Per step: the first snapshot of the run in which the condition has held, or never. */
  public long[] trueSinceMicros = {};

  /** Per step: the last snapshot at which the condition held in that run, or never. */
  public long[] lastTrueMicros = {};

  /** Per step: whether it held after the last snapshot. */
  public boolean[] held = {};

  /** Per window: how many entries of its two arrays are points. */
  public int[] pointCounts = {};

  /** Per window: the times of its points, ascending. */
  public long[][] pointMicros = {};

  /** Per window: the values of its points. */
  public double[][] pointValues = {};

  /** An empty memory that any rule may use. */
  public RuleMemory() {}

  /** Makes this the memory of {@code owner}, empty unless it is already. */
  void belongTo(String owner, int steps, int windows) {
    if (layout == LAYOUT
        && this.owner.equals(owner)
        && held.length == steps
        && pointCounts.length == windows) {
      return;
    }
    this.layout = LAYOUT;
    this.owner = owner;
    this.trueSinceMicros = nevers(steps);
    this.lastTrueMicros = nevers(steps);
    this.held = new boolean[steps];
    this.pointCounts = new int[windows];
    this.pointMicros = new long[windows][0];
    this.pointValues = new double[windows][0];
  }

  /**
   * {@inheritDoc}
   *
   * <p>A point closer to the one before than the window's length / ({@value #MAX_POINTS} - 1) is
   * not taken. When time goes back, the window begins anew.
   */
  @Override
  public void add(int window, long atMicros, double value, long lengthMicros) {
    long[] times = pointMicros[window];
    int count = pointCounts[window];
    if (count > 0 && atMicros < times[count - 1]) {
      count = 0;
    }
    count = dropBefore(window, atMicros - lengthMicros, count);
    long spacing = lengthMicros / (MAX_POINTS - 1);
    boolean taken =
        !Double.isNaN(value)
            && (count == 0 || atMicros - times[count - 1] >= Math.max(1, spacing))
            && count < MAX_POINTS;
    if (taken) {
      append(window, count, atMicros, value);
    }
    pointCounts[window] = count + (taken ? 1 : 0);
  }

  /**
   * {@inheritDoc}
   *
   * <p>It takes three points that span half of the window: two snapshots after a start say little.
   */
  @Override
  public double slope(int window, long atMicros, long lengthMicros) {
    int count = pointCounts[window];
    long[] times = pointMicros[window];
    double[] values = pointValues[window];
    if (count < 3 || times[count - 1] - times[0] < lengthMicros / 2) {
      return Double.NaN;
    }
    double meanTime = 0;
    double meanValue = 0;
    for (int i = 0; i < count; i++) {
      meanTime += (times[i] - times[0]) / 1e6 / count;
      meanValue += values[i] / count;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < count; i++) {
      double time = (times[i] - times[0]) / 1e6 - meanTime;
      covariance += time * (values[i] - meanValue);
      variance += time * time;
    }
    return covariance / variance;
  }

  private int dropBefore(int window, long oldest, int count) {
    long[] times = pointMicros[window];
    int first = 0;
    while (first < count && times[first] < oldest) {
      first++;
    }
    if (first > 0) {
      System.arraycopy(times, first, times, 0, count - first);
      System.arraycopy(pointValues[window], first, pointValues[window], 0, count - first);
    }
    return count - first;
  }

  private void append(int window, int count, long atMicros, double value) {
    if (count == pointMicros[window].length) {
      int room = Math.min(MAX_POINTS, count + GROWTH);
      pointMicros[window] = Arrays.copyOf(pointMicros[window], room);
      pointValues[window] = Arrays.copyOf(pointValues[window], room);
    }
    pointMicros[window][count] = atMicros;
    pointValues[window][count] = value;
  }

  private static long[] nevers(int length) {
    long[] times = new long[length];
    Arrays.fill(times, NEVER);
    return times;
  }
}
