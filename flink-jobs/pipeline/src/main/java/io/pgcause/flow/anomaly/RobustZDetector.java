package io.pgcause.flow.anomaly;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the stretches in which a series leaves its recent usual range, by robust z-score. No Flink,
 * no clock; one state per series, 120 values.
 *
 * <p>An anomaly begins at {@value #START} spreads and ends after {@value #CALM_VALUES} values
 * within {@value #END}. Values of an anomaly do not enter the baseline; when it has lasted as long
 * as the window, it is the new usual: the anomaly ends and the baseline begins anew.
 */
final class RobustZDetector {

  static final String NAME = "robust-z";
  static final int WINDOW = 120;

  private static final int WARM_UP = 12;
  private static final double START = 4;
  private static final double END = 2;
  private static final int CALM_VALUES = 3;

  private final double floor;

  /** What changed with a value. */
  enum Change {
    BEGAN,
    GREW,
    ENDED
  }

  /**
   * @param floor the least spread, in the unit of the series
   */
  RobustZDetector(double floor) {
    this.floor = floor;
  }

  /** Takes the next value of the series, a finite one; says what it changed, if anything. */
  Optional<Change> take(SeriesState series, long atMicros, double value) {
    if (series.unusual > 0) {
      return goOn(series, atMicros, value);
    }
    if (series.count >= WARM_UP) {
      RobustBaseline usual = RobustBaseline.of(Arrays.copyOf(series.values, series.count), floor);
      if (Math.abs(usual.score(value)) >= START) {
        begin(series, atMicros, value, usual);
        return Optional.of(Change.BEGAN);
      }
    }
    remember(series, value);
    return Optional.empty();
  }

  /**
   * The series had no value while others of its kind had: nobody waits in this mode any more. An
   * anomaly takes it as calm; it would never end otherwise.
   */
  Optional<Change> miss(SeriesState series, long atMicros) {
    if (series.unusual == 0) {
      return Optional.empty();
    }
    series.unusual++;
    return calmDown(series, atMicros) ? end(series, series.calmSinceMicros) : Optional.empty();
  }

  private static Optional<Change> goOn(SeriesState series, long atMicros, double value) {
    RobustBaseline usual = new RobustBaseline(series.median, series.spread);
    series.unusual++;
    if (Math.abs(usual.score(value)) >= END) {
      series.calm = 0;
    } else if (calmDown(series, atMicros)) {
      remember(series, value);
      return end(series, series.calmSinceMicros);
    }
    if (series.unusual > WINDOW) {
      series.count = 0;
      series.next = 0;
      remember(series, value);
      return end(series, atMicros);
    }
    if (Math.abs(value - usual.median()) > Math.abs(series.peakValue - usual.median())) {
      peak(series, atMicros, value, usual);
      return Optional.of(Change.GREW);
    }
    return Optional.empty();
  }

  /** Whether it has been calm for long enough. */
  private static boolean calmDown(SeriesState series, long atMicros) {
    if (series.calm == 0) {
      series.calmSinceMicros = atMicros;
    }
    series.calm++;
    return series.calm >= CALM_VALUES;
  }

  /** The baseline stays as it is until the end: it takes no values meanwhile. */
  private static void begin(SeriesState series, long atMicros, double value, RobustBaseline usual) {
    series.startedAtMicros = atMicros;
    series.endedAtMicros = 0;
    series.unusual = 1;
    series.calm = 0;
    series.median = usual.median();
    series.spread = usual.spread();
    peak(series, atMicros, value, usual);
  }

  private static Optional<Change> end(SeriesState series, long atMicros) {
    series.endedAtMicros = atMicros;
    series.unusual = 0;
    series.calm = 0;
    return Optional.of(Change.ENDED);
  }

  private static void peak(SeriesState series, long atMicros, double value, RobustBaseline usual) {
    series.peakAtMicros = atMicros;
    series.peakValue = value;
    series.peakScore = usual.score(value);
  }

  private static void remember(SeriesState series, double value) {
    series.values[series.next] = value;
    series.next = (series.next + 1) % WINDOW;
    series.count = Math.min(series.count + 1, WINDOW);
  }
}
