package io.pgcause.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBrokerIT {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int RECEIVE_SECONDS = 30;

  @TempDir private Path data;

  @Test
  void messagesSurviveKillAndRestart() throws Exception {
    try (LocalBroker broker = LocalBroker.start(BrokerOptions.in(data))) {
      broker.createPartitionedTopic("frames.v1", 2);
      publish(broker, "before-1", "before-2");

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      broker.restart();

      publish(broker, "after-1");
      assertThat(read(broker, 3)).containsExactlyInAnyOrder("before-1", "before-2", "after-1");
    }
  }

  @Test
  void messagesSurviveANewBrokerOnTheSameData() throws Exception {
    long pid;
    try (LocalBroker first = LocalBroker.start(BrokerOptions.in(data).withSyncedJournal())) {
      pid = first.pid();
      publish(first, "kept");
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
    try (LocalBroker second = LocalBroker.start(BrokerOptions.in(data))) {
      assertThat(read(second, 1)).containsExactly("kept");
    }
  }

  @Test
  void otherMachinesReachNoPort() throws Exception {
    try (LocalBroker broker = LocalBroker.start(BrokerOptions.in(data))) {
      BrokerPorts ports = broker.ports();
      for (int port : List.of(ports.service(), ports.admin(), ports.bookie())) {
        assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isTrue();
        assertThat(outsideAddresses()).noneMatch(address -> accepts(address, port));
      }
    }
  }

  @Test
  void existingTopicIsRefusedWithTheBrokersWords() throws Exception {
    try (LocalBroker broker = LocalBroker.start(BrokerOptions.in(data))) {
      broker.createPartitionedTopic("twice", 2);
      assertThatThrownBy(() -> broker.createPartitionedTopic("twice", 2))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected status 204, found 409")
          .hasMessageContaining("already exist");
    }
  }

  @Test
  void startThatTakesTooLongShowsTheLog() {
    BrokerOptions hasty = BrokerOptions.in(data).withStartTimeout(Duration.ofMillis(500));
    assertThatThrownBy(() -> LocalBroker.start(hasty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was not ready within PT0.5S; last lines of " + data);
  }

  @Test
  void childLeavesWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpgcause.home=" + BrokerClassPath.home(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerParent.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = parent.inputReader()) {
      long child =
          out.lines()
              .filter(line -> line.startsWith("pid="))
              .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
              .findFirst()
              .orElseThrow();
      ProcessHandle handle = ProcessHandle.of(child).orElseThrow();
      parent.destroyForcibly().waitFor();
      handle.onExit().get(RECEIVE_SECONDS, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  private static void publish(LocalBroker broker, String... texts) throws PulsarClientException {
    try (PulsarClient client = PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
        Producer<String> producer = client.newProducer(Schema.STRING).topic("frames.v1").create()) {
      for (String text : texts) {
        producer.send(text);
      }
    }
  }

  private static List<String> read(LocalBroker broker, int count) throws PulsarClientException {
    try (PulsarClient client = PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
        Consumer<String> consumer =
            client
                .newConsumer(Schema.STRING)
                .topic("frames.v1")
                .subscriptionName("reader")
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .subscribe()) {
      List<String> texts = new ArrayList<>();
      while (texts.size() < count) {
        Message<String> message = consumer.receive(RECEIVE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("message %d of %d", texts.size() + 1, count).isNotNull();
        texts.add(message.getValue());
      }
      return texts;
    }
  }

  private static List<InetAddress> outsideAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
        .toList();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
