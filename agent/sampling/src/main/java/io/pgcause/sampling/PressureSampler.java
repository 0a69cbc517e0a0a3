package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Group pressure: how long processes stood still for want of processor, memory or disk. */
final class PressureSampler implements GroupSampler<HostFiles> {

  private static final Metric STALLED =
      MetricCatalogue.shipped().metric("system.pressure.stalled_time");
  private static final List<String> RESOURCES = List.of("cpu", "memory", "io");

  @Override
  public String name() {
    return "pressure";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(STALLED.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft)
      throws IOException, NotEvaluableException {
    if (!Files.isDirectory(host.proc().resolve("pressure"))) {
      throw new NotEvaluableException("no /proc/pressure: it is new in Linux 4.20 and optional");
    }
    MetricTable.Builder table = MetricTable.builder(STALLED.group());
    for (String resource : RESOURCES) {
      ProcText pressure = host.proc("pressure/" + resource);
      while (pressure.nextLine()) {
        String kind = pressure.word();
        while (pressure.hasWord()) {
          if (pressure.skip("total")) {
            table.row(resource, kind).set(STALLED, pressure.number() / 1e6);
          } else {
            pressure.skipWords(1);
          }
        }
      }
    }
    draft.add(table.build());
  }
}
