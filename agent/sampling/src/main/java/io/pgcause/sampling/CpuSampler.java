package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Group cpu: how all processors together spent the time since the last cycle. */
final class CpuSampler implements GroupSampler<HostFiles> {

  private static final Metric UTILIZATION =
      MetricCatalogue.shipped().metric("system.cpu.utilization");
  private static final String[] MODES = {"user", "system", "iowait", "steal", "idle"};

  private long @Nullable [] last;

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(UTILIZATION.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft)
      throws IOException, NotEvaluableException {
    long[] now = ticks(host.proc("stat"));
    long[] before = last;
    last = now;
    if (before == null) {
      throw new NotEvaluableException("processor time is the difference of two cycles");
    }
    long[] spent = new long[MODES.length];
    long all = 0;
    for (int mode = 0; mode < MODES.length; mode++) {
      // the kernel lets idle and iowait fall back a little
      spent[mode] = Math.max(0, now[mode] - before[mode]);
      all += spent[mode];
    }
    if (all == 0) {
      throw new NotEvaluableException("no processor time has passed since the last cycle");
    }
    MetricTable.Builder table = MetricTable.builder(UTILIZATION.group());
    for (int mode = 0; mode < MODES.length; mode++) {
      table.row(MODES[mode]).set(UTILIZATION, (double) spent[mode] / all);
    }
    draft.add(table.build());
  }

  /** By mode; time of guests is in user already. */
  private static long[] ticks(ProcText stat) throws NotEvaluableException {
    if (!stat.find("cpu")) {
      throw new NotEvaluableException("/proc/stat has no line \"cpu\"");
    }
    long user = stat.number();
    long nice = stat.number();
    long system = stat.number();
    long idle = stat.number();
    long iowait = stat.number();
    long interrupts = stat.number() + stat.number();
    long steal = stat.number();
    return new long[] {user + nice, system + interrupts, iowait, steal, idle};
  }
}
