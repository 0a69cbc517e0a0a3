package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Group filesystem: where the data directory lies, and the WAL when the agent may look into the
 * data directory. Used and available are as df shows them to a user other than root.
 */
final class FilesystemSampler implements GroupSampler<HostFiles> {

  private static final Metric UTILIZATION = metric("system.filesystem.utilization");
  private static final Metric READONLY = metric("system.filesystem.readonly");

  private final Supplier<Optional<Path>> dataDirectory;

  /**
   * @param dataDirectory empty while unknown
   */
  FilesystemSampler(Supplier<Optional<Path>> dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  @Override
  public String name() {
    return "filesystem";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(UTILIZATION.group());
  }

  @Override
  public void sample(HostFiles host, SnapshotDraft draft)
      throws IOException, NotEvaluableException {
    Path data =
        dataDirectory
            .get()
            .orElseThrow(() -> new NotEvaluableException("the data directory is not known yet"));
    if (!Files.isDirectory(data)) {
      throw new NotEvaluableException("the data directory " + data + " is not visible here");
    }
    MetricTable.Builder table = MetricTable.builder(UTILIZATION.group());
    add("data", data, host, table);
    Path wal = data.resolve("pg_wal");
    if (Files.isDirectory(wal)) {
      add("wal", wal, host, table);
    }
    draft.add(table.build());
  }

  private static void add(String role, Path folder, HostFiles host, MetricTable.Builder table)
      throws IOException {
    Optional<Path> point = Mounts.pointOf(folder.toRealPath(), host.proc("self/mounts"));
    FileStore store = Files.getFileStore(folder);
    double used = store.getTotalSpace() - store.getUnallocatedSpace();
    double size = used + store.getUsableSpace();
    table.row(point.map(Path::toString).orElse(null), role);
    if (size > 0) {
      table.set(UTILIZATION, used / size);
    }
    table.set(READONLY, store.isReadOnly() ? 1L : 0L);
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }
}
