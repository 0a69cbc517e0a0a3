package io.pgcause.flow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.flow.anomaly.SeriesState;
import io.pgcause.flow.anomaly.Watch;
import io.pgcause.flow.dedup.SequenceWindow;
import io.pgcause.flow.rate.Epoch;
import io.pgcause.flow.rollup.OpenBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

  private static final SerializerConfigImpl NO_KRYO = new SerializerConfigImpl();

  static {
    NO_KRYO.setGenericTypes(false);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordHasASerialiserWithoutKryo(Class<?> type) {
    assertThat(TypeInformation.of(type).createSerializer(NO_KRYO)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Epoch.class,
        OpenBucket.class,
        SequenceWindow.class,
        SeriesState.class,
        Watch.class
      })
  void whatStagesKeepHasASerialiserWithoutKryo(Class<?> type) {
    assertThat(TypeInformation.of(type).createSerializer(NO_KRYO)).isNotNull();
  }

  @Test
  void kryoWouldBeNoticed() {
    assertThatThrownBy(() -> TypeInformation.of(Random.class).createSerializer(NO_KRYO))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void wideEventsAreSerialisedByHand() {
    assertThat(TypeInformation.of(WideEvent.class)).isEqualTo(new WideEventTypeInfo());
    assertThat(TypeInformation.of(WideEvent.class).createSerializer(NO_KRYO))
        .isSameAs(WideEventSerializer.INSTANCE);
  }

  @Test
  void aFrameIsTheSameAfterTheShuffle() throws Exception {
    RawFrame frame =
        new RawFrame("db-1", "agent-1", 7, 42, 1_000, "p0@1:2", "", new byte[] {1, 2, 3});
    assertThat(roundTrip(frame, RawFrame.class)).usingRecursiveComparison().isEqualTo(frame);
  }

  @Test
  void aBlockIsTheSameAfterTheShuffle() throws Exception {
    double[] one = {1.5};
    RollupBlock block =
        new RollupBlock(
            "db-1",
            60_000_000,
            new String[] {"postgresql.commits"},
            new String[] {"db.namespace=shop"},
            new long[] {6},
            one,
            one,
            one,
            one,
            one,
            one,
            one,
            one);
    assertThat(roundTrip(block, RollupBlock.class)).usingRecursiveComparison().isEqualTo(block);
  }

  private static <T> T roundTrip(T value, Class<T> type) throws Exception {
    TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(NO_KRYO);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static Stream<Class<?>> records() throws Exception {
    Path classes =
        Path.of(RawFrame.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve("io/pgcause/flow/event"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".class", ""))
          .filter(name -> !name.equals("package-info"))
          .<Class<?>>map(EventTypesTest::load)
          .filter(Class::isRecord)
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("io.pgcause.flow.event." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " lies among the events' classes", e);
    }
  }
}
