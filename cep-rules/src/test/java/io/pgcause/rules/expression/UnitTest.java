package io.pgcause.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnitTest {

  static List<Metric> metrics() {
    return List.copyOf(MetricCatalogue.shipped().metrics());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void unitOfEveryMetricIsKnown(Metric metric) {
    assertThat(Unit.of(metric).factor()).isPositive();
  }

  @Test
  void settingsFitAnyNumber() {
    Unit setting = Unit.of(MetricCatalogue.shipped().metric("postgresql.setting.value"));
    assertThat(setting.dimension().fits(Dimension.BYTES)).isTrue();
    assertThat(setting.dimension().fits(Dimension.SECONDS)).isTrue();
  }

  @Test
  void secondsDoNotFitBytes() {
    assertThat(Dimension.SECONDS.fits(Dimension.BYTES)).isFalse();
    assertThat(Dimension.BYTES.per(Dimension.BYTES.per(Dimension.SECONDS)))
        .isEqualTo(Dimension.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, s",
    "0, 1, By",
    "-1, 0, 1/s",
    "-1, 1, By/s",
    "2, 0, s2",
    "1, 1, s.By",
    "-2, 0, 1/s2",
    "0, -1, By-1"
  })
  void unitIsToldAsUcum(int seconds, int bytes, String unit) {
    assertThat(new Dimension(seconds, bytes, false).unit()).isEqualTo(unit);
  }
}
