package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.util.List;

/** Groups paging and paging_fault: pages swapped, and faults that had to read. */
final class PagingSampler implements GroupSampler<HostFiles> {

  private static final Metric OPERATIONS =
      MetricCatalogue.shipped().metric("system.paging.operations");
  private static final Metric FAULTS = MetricCatalogue.shipped().metric("system.paging.faults");

  @Override
  public String name() {
    return "paging";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(OPERATIONS.group(), FAULTS.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft) throws IOException {
    MetricTable.Builder operations = MetricTable.builder(OPERATIONS.group());
    MetricTable.Builder faults = MetricTable.builder(FAULTS.group());
    ProcText vmstat = host.proc("vmstat");
    while (vmstat.nextLine()) {
      if (vmstat.skip("pswpin")) {
        operations.row("in").set(OPERATIONS, vmstat.number());
      } else if (vmstat.skip("pswpout")) {
        operations.row("out").set(OPERATIONS, vmstat.number());
      } else if (vmstat.skip("pgmajfault")) {
        faults.row("major").set(FAULTS, vmstat.number());
      }
    }
    draft.add(operations.build());
    draft.add(faults.build());
  }
}
