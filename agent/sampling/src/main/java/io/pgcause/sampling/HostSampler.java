package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.util.List;

/**
 * Group host: load, memory and the counters of the kernel as a whole. In a container the limits of
 * its cgroup (version 2) replace the host's when they are tighter.
 */
final class HostSampler implements GroupSampler<HostFiles> {

  private static final Metric LOAD = metric("system.cpu.load_average.1m");
  private static final Metric PROCESSORS = metric("system.cpu.logical.count");
  private static final Metric PROCESSES = metric("system.processes.created");
  private static final Metric AVAILABLE = metric("system.memory.linux.available");
  private static final Metric LIMIT = metric("system.memory.limit");
  private static final Metric DIRTY = metric("system.memory.linux.dirty");
  private static final Metric OOM_KILL = metric("system.memory.oom_kill");
  private static final Metric HUGE_PAGES = metric("system.memory.linux.thp_enabled");
  private static final Metric FILE_HANDLES = metric("system.filehandle.utilization");
  private static final Metric LISTEN_OVERFLOWS = metric("system.network.listen.overflows");

  private static final String CPU_LIMIT = "fs/cgroup/cpu.max";
  private static final String MEMORY_LIMIT = "fs/cgroup/memory.max";
  private static final String NO_LIMIT = "max";

  @Override
  public String name() {
    return "host";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(LOAD.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft) throws IOException {
    MetricTable.Builder row = draft.row(LOAD.group());
    loadAndProcesses(host, row);
    memory(host, row);
    kernel(host, row);
  }

  private static void loadAndProcesses(HostFiles host, MetricTable.Builder row) throws IOException {
    ProcText load = host.proc("loadavg");
    load.nextLine();
    row.set(LOAD, Double.parseDouble(load.word()));
    ProcText stat = host.proc("stat");
    int processors = 0;
    while (stat.nextLine()) {
      String word = stat.word();
      if (word.startsWith("cpu") && word.length() > 3) {
        processors++;
      } else if (word.equals("processes")) {
        row.set(PROCESSES, stat.number());
      }
    }
    row.set(PROCESSORS, Math.min(processors, processorLimit(host)));
  }

  private static void memory(HostFiles host, MetricTable.Builder row) throws IOException {
    ProcText memory = host.proc("meminfo");
    long limit = memoryLimit(host);
    long left = limit == Long.MAX_VALUE ? limit : Math.max(0, limit - memoryInUse(host));
    long dirty = 0;
    while (memory.nextLine()) {
      if (memory.skip("MemTotal")) {
        row.set(LIMIT, Math.min(bytes(memory), limit));
      } else if (memory.skip("MemAvailable")) {
        row.set(AVAILABLE, Math.min(bytes(memory), left));
      } else if (memory.skip("Dirty") || memory.skip("Writeback")) {
        dirty += bytes(memory);
      }
    }
    row.set(DIRTY, dirty);
  }

  private static void kernel(HostFiles host, MetricTable.Builder row) throws IOException {
    ProcText vmstat = host.proc("vmstat");
    if (vmstat.find("oom_kill")) {
      row.set(OOM_KILL, vmstat.number());
    }
    ProcText handles = host.proc("sys/fs/file-nr");
    handles.nextLine();
    long used = handles.number();
    row.set(FILE_HANDLES, (double) used / handles.skipWords(1).number());
    ProcText netstat = host.proc("net/netstat");
    int column = netstat.find("TcpExt") ? column(netstat, "ListenOverflows") : -1;
    if (column >= 0 && netstat.find("TcpExt")) {
      row.set(LISTEN_OVERFLOWS, netstat.skipWords(column).number());
    }
    if (host.hasSys("kernel/mm/transparent_hugepage/enabled")) {
      ProcText pages = host.sys("kernel/mm/transparent_hugepage/enabled");
      pages.nextLine();
      row.set(HUGE_PAGES, pages.skip("[always]") ? 1L : 0L);
    }
  }

  /** Processors' worth of time that the cgroup may use. */
  private static double processorLimit(HostFiles host) throws IOException {
    if (!host.hasSys(CPU_LIMIT)) {
      return Double.MAX_VALUE;
    }
    ProcText limit = host.sys(CPU_LIMIT);
    limit.nextLine();
    return limit.skip(NO_LIMIT) ? Double.MAX_VALUE : (double) limit.number() / limit.number();
  }

  private static long memoryLimit(HostFiles host) throws IOException {
    if (!host.hasSys(MEMORY_LIMIT)) {
      return Long.MAX_VALUE;
    }
    ProcText limit = host.sys(MEMORY_LIMIT);
    limit.nextLine();
    return limit.skip(NO_LIMIT) ? Long.MAX_VALUE : limit.number();
  }

  /** Of the cgroup, without the file pages that the kernel drops first. */
  private static long memoryInUse(HostFiles host) throws IOException {
    ProcText current = host.sys("fs/cgroup/memory.current");
    current.nextLine();
    ProcText stat = host.sys("fs/cgroup/memory.stat");
    return current.number() - (stat.find("inactive_file") ? stat.number() : 0);
  }

  private static int column(ProcText header, String name) {
    for (int column = 0; header.hasWord(); column++) {
      if (header.word().equals(name)) {
        return column;
      }
    }
    return -1;
  }

  private static long bytes(ProcText kibibytes) {
    return kibibytes.number() * 1024;
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }
}
