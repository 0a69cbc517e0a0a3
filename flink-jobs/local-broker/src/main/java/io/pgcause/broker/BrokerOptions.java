package io.pgcause.broker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a {@link LocalBroker} is to run.
 *
 * @param data directory of everything the broker writes, its log included; created when absent, and
 *     a broker started again on it finds its topics and messages
 * @param servicePort loopback port of the binary protocol, 0 to choose a free one
 * @param adminPort loopback port of the admin REST interface, 0 to choose a free one
 * @param syncJournal whether a message is on the disk, not only in the kernel, before the producer
 *     hears of it: false survives the death of the process, true also a power cut
 * @param heapMegabytes largest heap of the child
 * @param directMegabytes largest direct memory of the child
 * @param startTimeout how long a start may take before it counts as failed
 */
public record BrokerOptions(
    Path data,
    int servicePort,
    int adminPort,
    boolean syncJournal,
    int heapMegabytes,
    int directMegabytes,
    Duration startTimeout) {

  private static final int HIGHEST_PORT = 65_535;
  private static final int LEAST_MEGABYTES = 128;

  public BrokerOptions {
    data = data.toAbsolutePath().normalize();
    checkPort("servicePort", servicePort);
    checkPort("adminPort", adminPort);
    checkMegabytes("heapMegabytes", heapMegabytes);
    checkMegabytes("directMegabytes", directMegabytes);
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException(
          "startTimeout must be positive, found %s; a start takes 4 to 10 s"
              .formatted(startTimeout));
    }
  }

  /** Free ports, no sync, 256 MB heap, 256 MB direct memory, 90 s to start. */
  public static BrokerOptions in(Path data) {
    return new BrokerOptions(data, 0, 0, false, 256, 256, Duration.ofSeconds(90));
  }

  /** The same with these ports; 0 chooses a free one. */
  public BrokerOptions withPorts(int service, int admin) {
    return new BrokerOptions(
        data, service, admin, syncJournal, heapMegabytes, directMegabytes, startTimeout);
  }

  /** The same, but every message is forced to the disk before it is acknowledged. */
  public BrokerOptions withSyncedJournal() {
    return new BrokerOptions(
        data, servicePort, adminPort, true, heapMegabytes, directMegabytes, startTimeout);
  }

  /** The same with these limits, in megabytes. */
  public BrokerOptions withMemory(int heap, int direct) {
    return new BrokerOptions(data, servicePort, adminPort, syncJournal, heap, direct, startTimeout);
  }

  /** The same with this time to start. */
  public BrokerOptions withStartTimeout(Duration timeout) {
    return new BrokerOptions(
        data, servicePort, adminPort, syncJournal, heapMegabytes, directMegabytes, timeout);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "%s must be 0 to %d, found %d".formatted(name, HIGHEST_PORT, port));
    }
  }

  private static void checkMegabytes(String name, int megabytes) {
    if (megabytes < LEAST_MEGABYTES) {
      throw new IllegalArgumentException(
          "%s must be at least %d, found %d: the broker does not start with less"
              .formatted(name, LEAST_MEGABYTES, megabytes));
    }
  }
}
