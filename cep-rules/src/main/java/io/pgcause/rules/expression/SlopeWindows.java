package io.pgcause.rules.expression;

/**
 * The recent values that slopes are computed from. Somebody else keeps them between snapshots,
 * because expressions have no state.
 */
public interface SlopeWindows {

  /** For expressions that need no recent values; it has none. */
  SlopeWindows NONE =
      new SlopeWindows() {
        @Override
        public void add(int window, long atMicros, double value, long lengthMicros) {
          throw new IllegalStateException("this expression may not have a slope");
        }

        @Override
        public double slope(int window, long atMicros, long lengthMicros) {
          return Double.NaN;
        }
      };

  /**
   * Takes the value of a snapshot into a window.
   *
   * @param window number of the window within its rule, from 0
   * @param value NaN when the snapshot has none; old values still leave the window
   * @param lengthMicros how far back the window reaches
   */
  void add(int window, long atMicros, double value, long lengthMicros);

  /**
   * The slope per second of the window's values by least squares.
   *
   * @return NaN when they are too few or too close together to tell
   */
  double slope(int window, long atMicros, long lengthMicros);
}
