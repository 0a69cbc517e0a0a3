package io.pgcause.broker;

import java.io.IOException;

/** The three loopback ports of one broker; the same over all its restarts. */
record BrokerPorts(int service, int admin, int bookie) {

  static BrokerPorts of(BrokerOptions options) throws IOException {
    return new BrokerPorts(
        FreePorts.orFree(options.servicePort()),
        FreePorts.orFree(options.adminPort()),
        FreePorts.orFree(0));
  }
}
