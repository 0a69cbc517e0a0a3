package io.pgcause.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.pgcause.wire.frame.RefusalReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the bridge counts. All names, and the only place where they stand:
 *
 * <pre>
 *  pgcause.bridge.frames.received           METRICS frames taken, whole and with the right checksum
 *  pgcause.bridge.bytes.received            bytes of these frames, headers included
 *  pgcause.bridge.frames.published          frames the broker has stored
 *  pgcause.bridge.frames.acked              frames covered by an ACK that was sent
 *  pgcause.bridge.frames.rejected  reason   frames, or bytes in their place, that were refused; the
 *                                           reason is the label of a {@link RefusalReason}
 *  pgcause.bridge.reads.held       why      times a connection was not read on: window, bytes,
 *                                           output, ending
 *  pgcause.bridge.connections.opened        connections accepted
 *  pgcause.bridge.connections.refused       connections closed at once, above the limit
 *  pgcause.bridge.connections.idle          connections closed because nothing came
 *  pgcause.bridge.connections               gauge: open connections
 *  pgcause.bridge.inflight.bytes            gauge: bytes of frames that are with the broker
 *  pgcause.bridge.publish.latency           timer: from the whole frame to the broker's receipt
 * </pre>
 *
 * <p>Thread-safe. Closing takes the gauges out of the registry.
 */
final class BridgeMeters implements AutoCloseable {

  private static final String PREFIX = "pgcause.bridge.";

  private final MeterRegistry registry;
  private final Counter framesReceived;
  private final Counter bytesReceived;
  private final Counter framesPublished;
  private final Counter framesAcked;
  private final Counter connectionsOpened;
  private final Counter connectionsRefused;
  private final Counter connectionsIdle;
  private final Timer publishLatency;
  private final Map<RefusalReason, Counter> rejected = new EnumMap<>(RefusalReason.class);
  private final Map<Intake.Hold, Counter> held = new EnumMap<>(Intake.Hold.class);
  private final List<Meter> gauges = new ArrayList<>();

  BridgeMeters(MeterRegistry registry) {
    this.registry = registry;
    framesReceived = registry.counter(PREFIX + "frames.received");
    bytesReceived =
        Counter.builder(PREFIX + "bytes.received").baseUnit(BaseUnits.BYTES).register(registry);
    framesPublished = registry.counter(PREFIX + "frames.published");
    framesAcked = registry.counter(PREFIX + "frames.acked");
    connectionsOpened = registry.counter(PREFIX + "connections.opened");
    connectionsRefused = registry.counter(PREFIX + "connections.refused");
    connectionsIdle = registry.counter(PREFIX + "connections.idle");
    publishLatency = registry.timer(PREFIX + "publish.latency");
    for (RefusalReason reason : RefusalReason.values()) {
      rejected.put(reason, registry.counter(PREFIX + "frames.rejected", "reason", reason.label()));
    }
    for (Intake.Hold why : Intake.Hold.values()) {
      String label = why.name().toLowerCase(Locale.ROOT);
      held.put(why, registry.counter(PREFIX + "reads.held", "why", label));
    }
  }

  void watch(Collection<?> connections, InFlightBytes inFlight) {
    gauges.add(
        Gauge.builder(PREFIX + "connections", connections, Collection::size).register(registry));
    gauges.add(
        Gauge.builder(PREFIX + "inflight.bytes", inFlight, InFlightBytes::used)
            .baseUnit(BaseUnits.BYTES)
            .register(registry));
  }

  void received(int bytes) {
    framesReceived.increment();
    bytesReceived.increment(bytes);
  }

  Timer.Sample publishing() {
    return Timer.start(registry);
  }

  void published(Timer.Sample since) {
    since.stop(publishLatency);
    framesPublished.increment();
  }

  void acked(int frames) {
    framesAcked.increment(frames);
  }

  void rejected(RefusalReason reason) {
    rejected.get(reason).increment();
  }

  void held(Intake.Hold why) {
    held.get(why).increment();
  }

  void connectionOpened() {
    connectionsOpened.increment();
  }

  void connectionRefused() {
    connectionsRefused.increment();
  }

  void connectionIdle() {
    connectionsIdle.increment();
  }

  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }
}
