package io.pgcause.bridge;

import java.net.BindException;
import java.net.InetSocketAddress;

/** Where a bridge may listen, and what to do when it cannot. */
final class ListenAddress {

  private ListenAddress() {}

  /**
   * The address of {@code options}, if plain TCP is safe and wanted there.
   *
   * @throws BridgeStartException when it is not
   */
  static InetSocketAddress check(BridgeOptions options) {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new BridgeStartException(
          "host " + options.host() + " is unknown: give an address of this machine to --listen");
    }
    if (!address.getAddress().isLoopbackAddress()) {
      throw new BridgeStartException(
          options.host()
              + " is no loopback address and this bridge has no TLS: give 127.0.0.1 to --listen");
    }
    if (!options.insecure()) {
      throw new BridgeStartException(
          "this bridge has no TLS: add --insecure to take plain TCP on " + options.host());
    }
    return address;
  }

  static BridgeStartException failed(BridgeOptions options, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    boolean taken = cause instanceof BindException || message.contains("Address already in use");
    return new BridgeStartException(
        taken
            ? "port "
                + options.port()
                + " on "
                + options.host()
                + " is taken: stop the other process or give another --listen"
            : "cannot listen on " + options.host() + ":" + options.port() + ": " + message,
        cause);
  }
}
