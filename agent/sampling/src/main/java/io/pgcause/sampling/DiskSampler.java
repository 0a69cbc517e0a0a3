package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Groups disk and disk_direction. Whole devices only, which are those of {@code /sys/block}: the
 * work of partitions is in them already. Loop and memory devices are no disks.
 */
final class DiskSampler implements GroupSampler<HostFiles> {

  private static final int SECTOR = 512;
  private static final Metric IO_TIME = metric("system.disk.io_time");
  private static final Metric ROTATIONAL = metric("system.disk.rotational");
  private static final Metric OPERATIONS = metric("system.disk.operations");
  private static final Metric OPERATION_TIME = metric("system.disk.operation_time");
  private static final Metric BYTES = metric("system.disk.io");

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(IO_TIME.group(), OPERATIONS.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft) throws IOException {
    MetricTable.Builder disks = MetricTable.builder(IO_TIME.group());
    MetricTable.Builder directions = MetricTable.builder(OPERATIONS.group());
    ProcText diskstats = host.proc("diskstats");
    while (diskstats.nextLine()) {
      String device = diskstats.skipWords(2).word();
      // the kernel writes the slash in names such as cciss/c0d0 as an exclamation mark there
      String folder = "block/" + device.replace('/', '!');
      if (isDisk(device) && Files.isDirectory(host.sys().resolve(folder))) {
        direction(device, "read", diskstats, directions);
        direction(device, "write", diskstats, directions);
        disks.row(device).set(IO_TIME, diskstats.skipWords(1).number() / 1e3);
        rotational(host, folder + "/queue/rotational", disks);
      }
    }
    draft.add(disks.build());
    draft.add(directions.build());
  }

  /** Reads operations, merged ones, sectors and milliseconds. */
  private static void direction(
      String device, String direction, ProcText diskstats, MetricTable.Builder table) {
    table.row(device, direction);
    table.set(OPERATIONS, diskstats.number());
    table.set(BYTES, diskstats.skipWords(1).number() * SECTOR);
    table.set(OPERATION_TIME, diskstats.number() / 1e3);
  }

  private static void rotational(HostFiles host, String file, MetricTable.Builder table)
      throws IOException {
    if (host.hasSys(file)) {
      ProcText flag = host.sys(file);
      flag.nextLine();
      table.set(ROTATIONAL, flag.number());
    }
  }

  private static boolean isDisk(String device) {
    return !device.startsWith("loop") && !device.startsWith("ram") && !device.startsWith("zram");
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }
}
