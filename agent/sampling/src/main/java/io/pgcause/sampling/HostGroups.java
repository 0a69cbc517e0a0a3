package io.pgcause.sampling;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that is read from the host in a cycle. */
final class HostGroups {

  private HostGroups() {}

  /**
   * New samplers.
   *
   * @param dataDirectory the server's, empty while unknown
   */
  static List<GroupSampler<HostFiles>> samplers(Supplier<Optional<Path>> dataDirectory) {
    return List.of(
        new CpuSampler(),
        new HostSampler(),
        new PagingSampler(),
        new PressureSampler(),
        new DiskSampler(),
        new FilesystemSampler(dataDirectory),
        new NetworkSampler());
  }
}
