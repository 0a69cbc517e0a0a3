package io.pgcause.benchmarks.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticInstanceTest {

  @Test
  void sameSeedGivesTheSameSnapshots() {
    SyntheticInstance one = new SyntheticInstance(7);
    SyntheticInstance same = new SyntheticInstance(7);

    assertThat(List.of(one.calm(1), one.calm(2))).isEqualTo(List.of(same.calm(1), same.calm(2)));
    assertThat(new SyntheticInstance(8).calm(1)).isNotEqualTo(new SyntheticInstance(7).calm(1));
  }

  @Test
  void snapshotIsAsLargeAsThatOfAnAgent() {
    assertThat(new SyntheticInstance(7).calm(1).samples()).isBetween(300, 500);
  }

  @Test
  void rowsOfAGroupAreToldApartByTheirLabels() {
    for (MetricTable table : new SyntheticInstance(7).withLockQueue(1, 6, 12).tables()) {
      HashSet<List<String>> labels = new HashSet<>();
      for (int row = 0; row < table.rows(); row++) {
        assertThat(labels.add(table.labels(row))).as(table.toString()).isTrue();
      }
    }
  }

  @Test
  void encodedFleetKnowsItsSamplesAndRows() {
    Fleet fleet = new Fleet("f", 3, 4, Instant.EPOCH.plusSeconds(3600));
    List<Snapshot> first = fleet.sample(0);

    List<Fleet.Encoded> encoded = fleet.encode();

    assertThat(encoded).hasSize(3);
    assertThat(encoded.get(0).frames()).hasSize(4);
    assertThat(encoded.get(0).samples())
        .isEqualTo(first.stream().mapToLong(Snapshot::samples).sum());
    assertThat(encoded.get(0).rows())
        .containsEntry(FamilyTable.of(first.get(0).tables().get(0).group()), 4L);
  }
}
