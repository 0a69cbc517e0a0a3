package io.pgcause.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BrokerOptionsTest {

  private static final BrokerOptions DEFAULTS = BrokerOptions.in(Path.of("data"));

  @Test
  void relativeDirectoryBecomesAbsolute() {
    assertThat(DEFAULTS.data()).isAbsolute();
  }

  @Test
  void portBeyondTheRangeIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.withPorts(65_536, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("servicePort must be 0 to 65535, found 65536");
  }

  @Test
  void memoryTheBrokerCannotStartWithIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.withMemory(64, 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heapMegabytes must be at least 128, found 64");
  }

  @Test
  void noTimeToStartIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.withStartTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("startTimeout must be positive, found PT0S");
  }

  @Test
  void configurationCarriesPortsAndDurability() {
    assertThat(
            BrokerConfiguration.text(DEFAULTS.withSyncedJournal(), new BrokerPorts(6650, 8080, 1)))
        .contains("brokerServicePort=6650\n", "webServicePort=8080\n", "journalSyncData=true\n");
  }

  @Test
  void portsChosenInARowDiffer() throws Exception {
    BrokerPorts ports = BrokerPorts.of(DEFAULTS);
    assertThat(new int[] {ports.service(), ports.admin(), ports.bookie()}).doesNotHaveDuplicates();
  }
}
