package io.pgcause.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;

/** A bridge together with the publisher it fills: what runs as a process, or inside another one. */
public final class PulsarBridge implements AutoCloseable {

  private final Bridge bridge;
  private final PulsarFramePublisher publisher;

  private PulsarBridge(Bridge bridge, PulsarFramePublisher publisher) {
    this.bridge = bridge;
    this.publisher = publisher;
  }

  /**
   * Connects to the broker, then listens.
   *
   * @throws BridgeStartException when either fails; nothing is left running then
   */
  public static PulsarBridge start(
      BridgeOptions options, PulsarOptions pulsar, MeterRegistry meters) {
    ListenAddress.check(options);
    PulsarFramePublisher publisher = PulsarFramePublisher.connect(pulsar);
    try {
      return new PulsarBridge(Bridge.start(options, publisher, meters), publisher);
    } catch (RuntimeException e) {
      publisher.close();
      throw e;
    }
  }

  /** Where agents connect. */
  public InetSocketAddress address() {
    return bridge.address();
  }

  /** Drains the bridge, then closes the publisher. */
  @Override
  public void close() {
    bridge.close();
    publisher.close();
  }
}
