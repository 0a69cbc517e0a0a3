package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files captured from a Linux 6 host, where a few counters that were 0 got values. */
class HostGroupsTest {

  @TempDir Path root;
  private HostFiles host;

  @BeforeEach
  void copyFiles() throws IOException, URISyntaxException {
    Path captured = Path.of(HostGroupsTest.class.getResource("host").toURI());
    try (Stream<Path> files = Files.walk(captured)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = root.resolve(captured.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    host = new HostFiles(root.resolve("proc"), root.resolve("sys"));
  }

  @Test
  void processorTimeIsSharedOutOverTheModes() throws Exception {
    CpuSampler sampler = new CpuSampler();
    assertThatThrownBy(() -> sampler.sample(host, new SnapshotDraft()))
        .isInstanceOf(NotEvaluableException.class);
    // the captured line is: cpu  225548 0 42972 630289 3674 0 1452 486 0 0
    Files.writeString(
        host.proc().resolve("stat"), "cpu  225558 30 42982 630309 3673 5 1457 516 0 0\n");

    Cells cells = sample(sampler);

    // user 40, system 20, iowait back by 1, steal 30, idle 20
    assertThat(cells.values("system.cpu.utilization"))
        .isEqualTo(
            Map.of(
                List.of("user"), 40 / 110.0,
                List.of("system"), 20 / 110.0,
                List.of("iowait"), 0.0,
                List.of("steal"), 30 / 110.0,
                List.of("idle"), 20 / 110.0));
  }

  @Test
  void hostIsReadAsTheKernelWroteIt() throws Exception {
    Cells cells = sample(new HostSampler());

    assertThat(cells.value("system.cpu.load_average.1m")).isEqualTo(4.20);
    assertThat(cells.value("system.cpu.logical.count")).isEqualTo(2);
    assertThat(cells.value("system.processes.created")).isEqualTo(125634);
    assertThat(cells.value("system.memory.limit")).isEqualTo(24684084L * 1024);
    assertThat(cells.value("system.memory.linux.available")).isEqualTo(23101916L * 1024);
    assertThat(cells.value("system.memory.linux.dirty")).isEqualTo((119672L + 28) * 1024);
    assertThat(cells.value("system.memory.oom_kill")).isEqualTo(2);
    assertThat(cells.value("system.memory.linux.thp_enabled")).isZero();
    assertThat(cells.value("system.network.listen.overflows")).isEqualTo(17);
    assertThat(cells.value("system.filehandle.utilization"))
        .isCloseTo(2600.0 / 2466170, within(1e-9));
  }

  @Test
  void limitsOfTheContainerReplaceThoseOfTheHost() throws Exception {
    Path cgroup = Files.createDirectories(host.sys().resolve("fs/cgroup"));
    Files.writeString(cgroup.resolve("cpu.max"), "150000 100000\n");
    Files.writeString(cgroup.resolve("memory.max"), "1073741824\n");
    Files.writeString(cgroup.resolve("memory.current"), "873741824\n");
    Files.writeString(cgroup.resolve("memory.stat"), "anon 1\ninactive_file 100000000\n");

    Cells cells = sample(new HostSampler());

    assertThat(cells.value("system.cpu.logical.count")).isEqualTo(1.5);
    assertThat(cells.value("system.memory.limit")).isEqualTo(1073741824);
    assertThat(cells.value("system.memory.linux.available")).isEqualTo(300000000);
  }

  @Test
  void containerWithoutLimitsHasThoseOfTheHost() throws Exception {
    Path cgroup = Files.createDirectories(host.sys().resolve("fs/cgroup"));
    Files.writeString(cgroup.resolve("cpu.max"), "max 100000\n");
    Files.writeString(cgroup.resolve("memory.max"), "max\n");

    Cells cells = sample(new HostSampler());

    assertThat(cells.value("system.cpu.logical.count")).isEqualTo(2);
    assertThat(cells.value("system.memory.limit")).isEqualTo(24684084L * 1024);
  }

  @Test
  void pagingCountsSwapsAndMajorFaults() throws Exception {
    Cells cells = sample(new PagingSampler());

    assertThat(cells.value("system.paging.operations", "in")).isEqualTo(12);
    assertThat(cells.value("system.paging.operations", "out")).isEqualTo(34);
    assertThat(cells.value("system.paging.faults", "major")).isEqualTo(6306);
  }

  @Test
  void pressureIsInSeconds() throws Exception {
    Cells cells = sample(new PressureSampler());

    assertThat(cells.values("system.pressure.stalled_time")).hasSize(6);
    assertThat(cells.value("system.pressure.stalled_time", "cpu", "some")).isEqualTo(752.068574);
    assertThat(cells.value("system.pressure.stalled_time", "io", "full")).isEqualTo(24.862747);
  }

  @Test
  void kernelWithoutPressureIsNotAHostWithoutPressure() throws Exception {
    Files.move(host.proc().resolve("pressure"), host.proc().resolve("gone"));

    assertThatThrownBy(() -> sample(new PressureSampler()))
        .isInstanceOf(NotEvaluableException.class)
        .hasMessageContaining("4.20");
  }

  @Test
  void disksAreWholeDevicesOnly() throws Exception {
    Cells cells = sample(new DiskSampler());

    assertThat(cells.values("system.disk.io_time")).isEqualTo(Map.of(List.of("vda"), 79.888));
    assertThat(cells.value("system.disk.rotational", "vda")).isEqualTo(1);
    assertThat(cells.value("system.disk.operations", "vda", "read")).isEqualTo(275019);
    assertThat(cells.value("system.disk.operations", "vda", "write")).isEqualTo(497170);
    assertThat(cells.value("system.disk.io", "vda", "read")).isEqualTo(13352458L * 512);
    assertThat(cells.value("system.disk.io", "vda", "write")).isEqualTo(21540864L * 512);
    assertThat(cells.value("system.disk.operation_time", "vda", "write")).isEqualTo(151.008);
  }

  @Test
  void networkErrorsAreOfBothDirections() throws Exception {
    assertThat(sample(new NetworkSampler()).values("system.network.errors"))
        .containsEntry(List.of("eth0"), 7.0)
        .containsEntry(List.of("lo"), 0.0)
        .hasSize(4);
  }

  @Test
  void filesystemsHaveTheMountPointOfTheirFolder() throws Exception {
    Path data = Files.createDirectories(root.resolve("data"));
    Files.createDirectories(data.resolve("pg_wal"));
    Files.writeString(
        host.proc().resolve("self/mounts"), "/dev/sdx " + root.toRealPath() + " xfs rw 0 0\n");

    Cells cells = sample(new FilesystemSampler(() -> Optional.of(data)));

    assertThat(cells.values("system.filesystem.readonly"))
        .isEqualTo(
            Map.of(
                List.of(root.toRealPath().toString(), "data"), 0.0,
                List.of(root.toRealPath().toString(), "wal"), 0.0));
    assertThat(cells.values("system.filesystem.utilization").values())
        .allSatisfy(used -> assertThat(used).isBetween(0.0, 1.0));
  }

  @Test
  void unknownOrInvisibleDataDirectoryIsNotEvaluable() {
    assertThatThrownBy(() -> sample(new FilesystemSampler(Optional::empty)))
        .isInstanceOf(NotEvaluableException.class)
        .hasMessageContaining("not known yet");
    assertThatThrownBy(
            () -> sample(new FilesystemSampler(() -> Optional.of(root.resolve("hidden")))))
        .isInstanceOf(NotEvaluableException.class)
        .hasMessageContaining("not visible here");
  }

  @Test
  void mountPointsMayHoldBlanksAndHideEachOther() throws Exception {
    assertThat(Mounts.pointOf(Path.of("/srv/pg data/18/main"), host.proc("self/mounts")))
        .hasValue(Path.of("/srv/pg data"));
    assertThat(Mounts.pointOf(Path.of("/srv/pg"), host.proc("self/mounts")))
        .hasValue(Path.of("/srv"));
    assertThat(Mounts.pointOf(Path.of("/var/lib"), host.proc("self/mounts")))
        .hasValue(Path.of("/"));
  }

  private Cells sample(GroupSampler<HostFiles> sampler) throws Exception {
    SnapshotDraft draft = new SnapshotDraft();
    sampler.sample(host, draft);
    return new Cells(draft.toSnapshot(0));
  }
}
