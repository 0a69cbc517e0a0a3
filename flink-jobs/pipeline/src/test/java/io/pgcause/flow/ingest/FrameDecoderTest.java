package io.pgcause.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

  private static final Snapshot FIRST = snapshot(1_700_000_010);
  private static final Snapshot SECOND = snapshot(1_700_000_020);

  private OneInputStreamOperatorTestHarness<RawFrame, WideEvent> decoder;

  @BeforeEach
  void open() throws Exception {
    decoder =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new FrameDecoder(DecodeStage.DEAD_LETTERS)));
    decoder.open();
  }

  @AfterEach
  void close() throws Exception {
    decoder.close();
  }

  @Test
  void eachSnapshotOfAFrameBecomesAnEventInOrder() throws Exception {
    decode(raw("db-1", 7, 42, bytes(7, 42, FIRST, SECOND)));
    assertThat(decoder.extractOutputValues())
        .containsExactly(
            new WideEvent("db-1", "agent-1", 7, 42, 99, FIRST),
            new WideEvent("db-1", "agent-1", 7, 42, 99, SECOND));
    assertThat(letters()).isEmpty();
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheStreamGoesOn() throws Exception {
    byte[] broken = bytes(7, 1, FIRST);
    broken[broken.length - 1] ^= 1;
    decode(raw("db-1", 7, 1, broken), raw("db-1", 7, 2, bytes(7, 2, SECOND)));
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("bad-checksum");
              assertThat(letter.instanceId()).isEqualTo("db-1");
              assertThat(letter.epoch()).isEqualTo(7);
              assertThat(letter.sequence()).isEqualTo(1);
              assertThat(letter.position()).isEqualTo("p0@1:1");
              assertThat(letter.head()).isEqualTo(Arrays.copyOf(broken, 16));
            });
    assertThat(decoder.extractOutputValues()).extracting(WideEvent::sequence).containsExactly(2L);
  }

  @Test
  void ofAShortFrameTheHeadIsWhatThereIs() throws Exception {
    decode(raw("db-1", 7, 1, new byte[] {1, 2, 3}), raw("db-1", 7, 1, new byte[0]));
    assertThat(letters())
        .extracting(DeadLetter::head)
        .containsExactly(new byte[] {1, 2, 3}, new byte[0]);
    assertThat(letters()).extracting(DeadLetter::reason).containsOnly("truncated");
  }

  @Test
  void aMessageThatIsNoneOfTheBridgeKeepsItsReason() throws Exception {
    decode(new RawFrame("", "", 0, 0, 5, "p0@1:1", "message without key", new byte[40]));
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("malformed");
              assertThat(letter.detail()).contains("message without key");
              assertThat(letter.head()).hasSize(16);
            });
  }

  @Test
  void aFrameOfAnotherInstanceEpochOrSequenceIsRefused() throws Exception {
    byte[] bytes = bytes(7, 1, FIRST);
    decode(raw("db-2", 7, 1, bytes), raw("db-1", 8, 1, bytes), raw("db-1", 7, 2, bytes));
    decode(raw("", 7, 1, bytes));
    assertThat(letters()).hasSize(4);
    assertThat(decoder.extractOutputValues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {Long.MIN_VALUE, 0, 946_684_799_999_999L, 4_102_444_800_000_001L, Long.MAX_VALUE})
  void aTimeThatNoClockShowsIsRefused(long atMicros) throws Exception {
    decode(raw("db-1", 7, 1, bytes(7, 1, Snapshots.atMicros(atMicros).snapshot())));
    assertThat(letters()).extracting(DeadLetter::reason).containsExactly("malformed");
    assertThat(decoder.extractOutputValues()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whateverTheBytesAreTheOperatorLives(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = bytes(7, 1, FIRST, SECOND);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
      }
      decode(raw("db-1", 7, 1, bytes));
    }
    assertThat(letters())
        .hasSize(500)
        .allSatisfy(each -> assertThat(each.head().length).isLessThanOrEqualTo(16));
  }

  private void decode(RawFrame... frames) throws Exception {
    for (RawFrame frame : frames) {
      decoder.processElement(frame, 0);
    }
  }

  private List<DeadLetter> letters() {
    var letters = decoder.getSideOutput(DecodeStage.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  private static RawFrame raw(String instance, long epoch, long sequence, byte[] bytes) {
    return new RawFrame(instance, "agent-1", epoch, sequence, 99, "p0@1:1", "", bytes);
  }

  private static byte[] bytes(long epoch, long sequence, Snapshot... snapshots) {
    try (FrameWriter writer = new FrameWriter()) {
      return writer.write(
          new MetricsFrame(new FrameSource("db-1", epoch), sequence, List.of(snapshots)),
          Compression.ZSTD);
    }
  }

  private static Snapshot snapshot(long seconds) {
    return Snapshots.at(seconds).row("wal").set("postgresql.wal.records", seconds).snapshot();
  }
}
