package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameMessage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. Every value is read as text and checked here, so that all problems are reported
 * together and not one per attempt.
 */
@Command(
    name = "pgcause-bridge",
    description = "Takes frames from agents over TCP and publishes them, unchanged, to Pulsar.",
    sortOptions = false,
    separator = " ",
    footer = {
      "",
      "Sizes are written 1MiB, 512KiB or in bytes; times 30s, 2m or 500ms.",
      "",
      "Example:",
      "  pgcause-bridge --insecure --listen 127.0.0.1:7654 --pulsar pulsar://127.0.0.1:6650"
    })
final class BridgeCommand {

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "where agents connect, port 0 for a free one; default ${DEFAULT-VALUE}")
  private String listen = "127.0.0.1:7654";

  @Option(
      names = "--pulsar",
      paramLabel = "URL",
      description = "the broker; default ${DEFAULT-VALUE}")
  private String pulsar = "pulsar://127.0.0.1:6650";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "where frames go; default ${DEFAULT-VALUE}")
  private String topic = FrameMessage.TOPIC;

  @Option(
      names = "--insecure",
      description = "take plain TCP; only on a loopback address, and required as there is no TLS")
  private boolean insecure;

  @Option(
      names = "--max-frame-size",
      paramLabel = "SIZE",
      description = "largest payload of a frame, at most 4MiB; default ${DEFAULT-VALUE}")
  private String maxFrameSize = "1MiB";

  @Option(
      names = "--window",
      paramLabel = "FRAMES",
      description = "frames an agent may have under way; default ${DEFAULT-VALUE}")
  private String window = "64";

  @Option(
      names = "--max-in-flight",
      paramLabel = "SIZE",
      description = "frames with the broker, all agents together; default ${DEFAULT-VALUE}")
  private String maxInFlight = "64MiB";

  @Option(
      names = "--max-connections",
      paramLabel = "COUNT",
      description = "more are turned away; default ${DEFAULT-VALUE}")
  private String maxConnections = "10000";

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      description = "a connection ends after so long without a byte; default ${DEFAULT-VALUE}")
  private String idleTimeout = "90s";

  @Option(
      names = "--frame-timeout",
      paramLabel = "TIME",
      description = "a frame must be whole after so long; default ${DEFAULT-VALUE}")
  private String frameTimeout = "30s";

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      description = "how long an end waits for the broker; default ${DEFAULT-VALUE}")
  private String drainTimeout = "30s";

  @Option(
      names = "--send-timeout",
      paramLabel = "TIME",
      description =
          "a frame not stored after so long goes back to its agent; default ${DEFAULT-VALUE}")
  private String sendTimeout = "30s";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and exit")
  private boolean help;

  private final OptionProblems problems = new OptionProblems();

  /** What the arguments say, checked. */
  record Settings(BridgeOptions bridge, PulsarOptions pulsar) {}

  /** Reads arguments; nothing is checked yet but their names. */
  static BridgeCommand parse(String... args) {
    BridgeCommand command = new BridgeCommand();
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().parser().collectErrors(true);
    for (Exception each : line.parseArgs(args).errors()) {
      command.problems.add("arguments", String.valueOf(each.getMessage()));
    }
    return command;
  }

  static String usage() {
    return new CommandLine(new BridgeCommand()).getUsageMessage();
  }

  /** Whether the arguments ask for {@link #usage()}. */
  boolean wantsHelp() {
    return help;
  }

  /**
   * The options the arguments amount to.
   *
   * @throws BridgeStartException that lists every problem
   */
  Settings settings() {
    BridgeOptions.Builder bridge = BridgeOptions.builder().insecure(insecure);
    read("listen", listen, OptionText::hostAndPort, at -> bridge.listen(at.host(), at.port()));
    read("max-frame-size", maxFrameSize, OptionText::intSize, bridge::maxPayloadBytes);
    read("window", window, OptionText::count, bridge::window);
    read("max-in-flight", maxInFlight, OptionText::size, bridge::maxInFlightBytes);
    read("max-connections", maxConnections, OptionText::count, bridge::maxConnections);
    read("idle-timeout", idleTimeout, OptionText::time, bridge::idleTimeout);
    read("frame-timeout", frameTimeout, OptionText::time, bridge::frameTimeout);
    read("drain-timeout", drainTimeout, OptionText::time, bridge::drainTimeout);
    PulsarOptions.Builder toPulsar = PulsarOptions.builder().serviceUrl(pulsar).topic(topic);
    read("send-timeout", sendTimeout, OptionText::time, toPulsar::sendTimeout);
    BridgeOptions bridgeOptions = build(bridge::build);
    PulsarOptions pulsarOptions = build(toPulsar::build);
    if (bridgeOptions == null || pulsarOptions == null || !problems.lines().isEmpty()) {
      throw new BridgeStartException(report());
    }
    return new Settings(bridgeOptions, pulsarOptions);
  }

  private <T> void read(String option, String text, Function<String, T> reader, Consumer<T> to) {
    try {
      to.accept(reader.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add(option, String.valueOf(e.getMessage()));
    }
  }

  private <T> @Nullable T build(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      problems.addAll(e);
      return null;
    }
  }

  private String report() {
    List<String> lines = problems.lines();
    String head =
        "pgcause-bridge: " + lines.size() + (lines.size() == 1 ? " problem" : " problems");
    String separator = System.lineSeparator() + "  ";
    return head + separator + String.join(separator, lines);
  }
}
