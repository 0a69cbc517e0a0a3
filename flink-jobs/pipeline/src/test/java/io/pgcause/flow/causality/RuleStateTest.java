package io.pgcause.flow.causality;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.RuleMemory;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator keeps goes through Flink's POJO serialiser, and comes back the same. */
class RuleStateTest {

  private static final SerializerConfigImpl NO_KRYO = new SerializerConfigImpl();
  private static final long TWO_MINUTES = 120_000_000;

  static {
    NO_KRYO.setGenericTypes(false);
  }

  @ParameterizedTest
  @ValueSource(classes = {RuleProgress.class, RuleMemory.class, StepEvent.class})
  void stateIsAPojoInFlinksEyes(Class<?> type) {
    assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
    assertThat(TypeInformation.of(type).createSerializer(NO_KRYO)).isNotNull();
  }

  @Test
  void progressOfARuleWithSlopesIsTheSameAfterACheckpoint() throws Exception {
    Map<String, RuleProgress> progress = Map.of("CONN-02@1", progress(20));

    assertThat(roundTrip(progress)).usingRecursiveComparison().isEqualTo(progress);
  }

  @Test
  void progressOfARuleThatHasSeenNothingIsTheSameAfterACheckpoint() throws Exception {
    Map<String, RuleProgress> progress = Map.of("CONN-02@1", new RuleProgress());

    assertThat(roundTrip(progress)).usingRecursiveComparison().isEqualTo(progress);
  }

  @Test
  void copyOfStateSharesNothingWithIt() {
    RuleProgress progress = progress(20);
    RuleProgress copy = serializer(Types.POJO(RuleProgress.class)).copy(progress);
    progress.memory.add(0, 210_000_000, 1, TWO_MINUTES);

    assertThat(copy).usingRecursiveComparison().isEqualTo(progress(20));
  }

  @Test
  void stepEventIsTheSameInTheSharedBuffer() throws Exception {
    StepEvent event = new StepEvent(1, 20_000_000, "[{\"value\": 1}]");

    assertThat(roundTrip(event, serializer(TypeInformation.of(StepEvent.class)))).isEqualTo(event);
  }

  /** Of a rule with two steps and two slopes, one of which has no points. */
  private static RuleProgress progress(int points) {
    RuleProgress progress = new RuleProgress();
    RuleMemory memory = progress.memory;
    memory.owner = "CONN-02@1";
    memory.trueSinceMicros = new long[] {10_000_000, RuleMemory.NEVER};
    memory.lastTrueMicros = new long[] {20_000_000, RuleMemory.NEVER};
    memory.held = new boolean[] {true, false};
    memory.pointCounts = new int[2];
    memory.pointMicros = new long[2][0];
    memory.pointValues = new double[2][0];
    for (int point = 0; point < points; point++) {
      memory.add(0, point * 10_000_000L, 0.5 * point, TWO_MINUTES);
    }
    progress.armed = false;
    progress.firstHeld = true;
    progress.waiting = true;
    return progress;
  }

  private static Map<String, RuleProgress> roundTrip(Map<String, RuleProgress> progress)
      throws Exception {
    return roundTrip(
        progress, serializer(Types.MAP(Types.STRING, TypeInformation.of(RuleProgress.class))));
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(NO_KRYO);
  }

  private static <T> T roundTrip(T value, TypeSerializer<T> serializer) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
