package io.pgcause.flow.store;

import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import org.apache.flink.api.common.functions.FilterFunction;

/** Lets events through that have at least one row of a group. */
final class HasRows implements FilterFunction<WideEvent> {

  private static final long serialVersionUID = 1L;

  private final String group;

  HasRows(String group) {
    this.group = group;
  }

  @Override
  public boolean filter(WideEvent event) {
    MetricTable table = event.snapshot().table(MetricCatalogue.shipped().group(group));
    return table != null && table.rows() > 0;
  }
}
