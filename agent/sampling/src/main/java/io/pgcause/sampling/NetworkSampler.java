package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.util.List;

/** Group network: errors in both directions by interface. */
final class NetworkSampler implements GroupSampler<HostFiles> {

  private static final Metric ERRORS = MetricCatalogue.shipped().metric("system.network.errors");

  @Override
  public String name() {
    return "network";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(ERRORS.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft) throws IOException {
    MetricTable.Builder table = MetricTable.builder(ERRORS.group());
    ProcText interfaces = host.proc("net/dev");
    interfaces.nextLine();
    interfaces.nextLine();
    while (interfaces.nextLine()) {
      String name = interfaces.word();
      // eight columns of what was received, then eight of what was sent; errors are the third
      long received = interfaces.skipWords(2).number();
      long sent = interfaces.skipWords(7).number();
      table.row(name).set(ERRORS, received + sent);
    }
    draft.add(table.build());
  }
}
