package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A unit of literals or metrics. Expressions compute in seconds, bytes and plain numbers.
 *
 * @param symbol as written
 * @param factor how many seconds, bytes or ones it is
 */
record Unit(String symbol, double factor, Dimension dimension) {

  /** Settings carry seconds, bytes or plain numbers under one metric. */
  private static final String SETTING_VALUE = "postgresql.setting.value";

  private static final Map<String, Unit> LITERALS = new LinkedHashMap<>();

  static {
    literal("us", 1e-6, Dimension.SECONDS);
    literal("ms", 1e-3, Dimension.SECONDS);
    literal("s", 1, Dimension.SECONDS);
    literal("m", 60, Dimension.SECONDS);
    literal("min", 60, Dimension.SECONDS);
    literal("h", 3600, Dimension.SECONDS);
    literal("d", 86400, Dimension.SECONDS);
    literal("B", 1, Dimension.BYTES);
    literal("kB", 1e3, Dimension.BYTES);
    literal("MB", 1e6, Dimension.BYTES);
    literal("GB", 1e9, Dimension.BYTES);
    literal("TB", 1e12, Dimension.BYTES);
    literal("KiB", 0x1p10, Dimension.BYTES);
    literal("MiB", 0x1p20, Dimension.BYTES);
    literal("GiB", 0x1p30, Dimension.BYTES);
    literal("TiB", 0x1p40, Dimension.BYTES);
    literal("%", 1e-2, Dimension.PLAIN);
  }

  private static void literal(String symbol, double factor, Dimension dimension) {
    LITERALS.put(symbol, new Unit(symbol, factor, dimension));
  }

  /** The units a number may be written in, by symbol. */
  static Map<String, Unit> literals() {
    return Collections.unmodifiableMap(LITERALS);
  }

  /**
   * The unit of a metric's values.
   *
   * @throws IllegalArgumentException when the catalogue uses a unit this language does not know
   */
  static Unit of(Metric metric) {
    String unit = metric.unit();
    if (metric.name().equals(SETTING_VALUE)) {
      return new Unit(unit, 1, Dimension.OPEN);
    }
    if (unit.startsWith("{") || unit.equals("1")) {
      return new Unit(unit, 1, Dimension.PLAIN);
    }
    return switch (unit) {
      case "s" -> new Unit(unit, 1, Dimension.SECONDS);
      case "ms" -> new Unit(unit, 1e-3, Dimension.SECONDS);
      case "d" -> new Unit(unit, 86400, Dimension.SECONDS);
      case "By" -> new Unit(unit, 1, Dimension.BYTES);
      default ->
          throw new IllegalArgumentException(
              metric.name() + " has unit " + unit + ", which expressions do not know");
    };
  }
}
