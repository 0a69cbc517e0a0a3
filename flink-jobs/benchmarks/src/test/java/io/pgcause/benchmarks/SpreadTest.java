package io.pgcause.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void quantilesAreByNearestRank() {
    Spread hundred = Spread.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

    assertThat(hundred.median()).isEqualTo(50);
    assertThat(hundred.quantile(0.99)).isEqualTo(99);
    assertThat(hundred.quantile(1)).isEqualTo(hundred.max());
    assertThat(hundred.quantile(0)).isEqualTo(hundred.min());
  }

  @Test
  void ninetyNinthOfFewValuesIsTheLargest() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0)).quantile(0.99)).isEqualTo(3);
  }

  @Test
  void noValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spread.of(List.of()))
        .withMessage("no value was measured");
  }
}
