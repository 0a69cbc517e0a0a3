package io.pgcause.flow.anomaly;

/**
 * What the detector remembers of one series: its recent usual values, and the anomaly that is going
 * on or was the last. A plain object for Flink's POJO serialiser; only {@link RobustZDetector}
 * changes it.
 */
public final class SeriesState {

  /** Ring of usual values, {@link #count} of them filled. */
  public double[] values = new double[RobustZDetector.WINDOW];

  public int count;

  /** Where the next value goes. */
  public int next;

  /** Values since the anomaly began; 0 while there is none. */
  public int unusual;

  /** Values in a row within the threshold while an anomaly goes on. */
  public int calm;

  /** When the first of them was taken. */
  public long calmSinceMicros;

  public long startedAtMicros;

  /** 0 while it lasts. */
  public long endedAtMicros;

  public long peakAtMicros;
  public double peakValue;
  public double peakScore;

  /** What was usual when the anomaly began. */
  public double median;

  public double spread;
}
