package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMessageTest {

  private static final FrameMessage MESSAGE =
      new FrameMessage(new FrameSource("db-1", Long.MIN_VALUE), "agent-7", Long.MAX_VALUE, 1);

  @Test
  void keyAndPropertiesComeBack() throws FrameException {
    assertThat(FrameMessage.of("db-1", MESSAGE.properties())).isEqualTo(MESSAGE);
  }

  @Test
  void namesOfPropertiesDoNotMove() {
    assertThat(MESSAGE.properties())
        .isEqualTo(
            Map.of(
                "agent", "agent-7",
                "epoch", "-9223372036854775808",
                "sequence", "9223372036854775807",
                "received-at-micros", "1"));
  }

  @Test
  void propertiesOfOthersAreIgnored() throws FrameException {
    Map<String, String> properties = new HashMap<>(MESSAGE.properties());
    properties.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(FrameMessage.of("db-1", properties)).isEqualTo(MESSAGE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"agent", "epoch", "sequence", "received-at-micros"})
  void missingPropertyIsNamed(String name) {
    Map<String, String> properties = new HashMap<>(MESSAGE.properties());
    properties.remove(name);
    assertThatThrownBy(() -> FrameMessage.of("db-1", properties))
        .isInstanceOf(FrameException.class)
        .hasMessage("malformed: message without property " + name);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"epoch, ''", "sequence, 1.5", "received-at-micros, 9223372036854775808"})
  void propertyThatIsNoNumberIsNamedButNotQuoted(String name, String value) {
    Map<String, String> properties = new HashMap<>(MESSAGE.properties());
    properties.put(name, value);
    assertThatThrownBy(() -> FrameMessage.of("db-1", properties))
        .isInstanceOf(FrameException.class)
        .hasMessage("malformed: message property " + name + " is not a number");
  }

  @ParameterizedTest
  @CsvSource({"agent,''", "agent,a\0b", "received-at-micros,-1"})
  void propertyThatTheStoreCouldNotKeepIsRefused(String name, String value) {
    Map<String, String> properties = new HashMap<>(MESSAGE.properties());
    properties.put(name, value);

    assertThatThrownBy(() -> FrameMessage.of("db-1", properties))
        .isInstanceOf(FrameException.class)
        .hasMessageStartingWith("malformed: message properties: ");
  }

  @Test
  void messageWithoutKeyOrWithOneTooLongIsRefused() {
    Map<String, String> properties = MESSAGE.properties();
    assertThatThrownBy(() -> FrameMessage.of(null, properties)).isInstanceOf(FrameException.class);
    assertThatThrownBy(() -> FrameMessage.of("", properties)).isInstanceOf(FrameException.class);
    assertThatThrownBy(() -> FrameMessage.of("x".repeat(129), properties))
        .isInstanceOf(FrameException.class);
  }
}
