package io.pgcause.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.net.InetSocketAddress;

/**
 * The process {@code pgcause-bridge}. SIGTERM and SIGINT drain it before it goes. Exit status 2
 * when it cannot start.
 */
public final class BridgeMain {

  private static final int FAILED = 2;
  private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

  private BridgeMain() {}

  public static void main(String[] args) {
    if (System.getProperty(LOG_CONFIGURATION) == null) {
      System.setProperty(LOG_CONFIGURATION, "classpath:pgcause-bridge-log4j2.xml");
    }
    int status = run(System.out, System.err, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Starts what the arguments of the command line say, inside this process.
   *
   * @param meters gets the meters {@code pgcause.bridge.*}
   * @throws BridgeStartException that lists every problem of the arguments, or says in a line why
   *     the bridge could not start
   */
  public static PulsarBridge start(MeterRegistry meters, String... args) {
    BridgeCommand.Settings settings = BridgeCommand.parse(args).settings();
    return PulsarBridge.start(settings.bridge(), settings.pulsar(), meters);
  }

  /** Starts the process; returns 0 while it goes on, or has nothing to do, else its status. */
  static int run(PrintStream out, PrintStream err, String... args) {
    if (BridgeCommand.parse(args).wantsHelp()) {
      out.print(BridgeCommand.usage());
      return 0;
    }
    try {
      PulsarBridge bridge = start(new SimpleMeterRegistry(), args);
      Runtime.getRuntime().addShutdownHook(new Thread(bridge::close, "pgcause-bridge-drain"));
      out.println("pgcause-bridge listens on " + text(bridge.address()));
      return 0;
    } catch (BridgeStartException e) {
      err.println(e.getMessage());
      err.println("pgcause-bridge --help lists the options");
      return FAILED;
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
