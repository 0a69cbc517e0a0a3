package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeMainIT {

  private static final String LISTENS = "pgcause-bridge listens on 127.0.0.1:";
  private static final int STOPPED_BY_SIGTERM = 143;

  @TempDir private Path data;

  @Test
  void theProcessTakesFramesAndDrainsWhenItIsStopped() throws Exception {
    try (LocalBroker broker = LocalBroker.start(BrokerOptions.in(data))) {
      Process process =
          launch("--insecure", "--listen", "127.0.0.1:0", "--pulsar", broker.serviceUrl());
      try (BufferedReader out = process.inputReader();
          AgentSocket agent = AgentSocket.welcomed(addressIn(out), ORDERS)) {
        agent.send(Frames.metrics(ORDERS, 1));
        assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
        process.destroy();
        assertThat(agent.receiveBye()).contains("going down");
        agent.hangUp();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(STOPPED_BY_SIGTERM);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static InetSocketAddress addressIn(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).startsWith(LISTENS);
    return new InetSocketAddress("127.0.0.1", Integer.parseInt(line.substring(LISTENS.length())));
  }

  private static Process launch(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(BridgeMain.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
