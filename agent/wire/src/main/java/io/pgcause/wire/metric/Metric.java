package io.pgcause.wire.metric;

/**
 * One metric of the catalogue.
 *
 * @param id number on the wire, from 1
 * @param name OpenTelemetry-style dotted name
 * @param unit UCUM unit, such as {@code s}, {@code By}, {@code 1} or <code>{session}</code>
 * @param kind how its values relate over time
 * @param type type of its values
 * @param group the group whose labels it has
 * @param source where PostgreSQL or the host keeps it, and since which major
 */
public record Metric(
    int id,
    String name,
    String unit,
    MetricKind kind,
    ValueType type,
    MetricGroup group,
    String source) {

  /** Whether agents send it; derived metrics exist only in the pipeline. */
  public boolean isSampled() {
    return kind != MetricKind.DERIVED;
  }
}
