package io.pgcause.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The few calls of Pulsar's admin REST interface that a demo and tests need. */
final class BrokerAdmin {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  private static final String PERSISTENT = "persistent://";
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  BrokerAdmin(String url) {
    this.url = url;
  }

  /** Whether the broker says that it has started and its default namespace exists. */
  boolean isReady() throws InterruptedException {
    try {
      return get("/admin/v2/brokers/ready").statusCode() == OK
          && get("/admin/v2/namespaces/public").body().contains("\"public/default\"");
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  void createPartitionedTopic(String topic, int partitions)
      throws IOException, InterruptedException {
    send("PUT", partitionsPath(topic), partitions);
  }

  void growPartitionedTopic(String topic, int partitions) throws IOException, InterruptedException {
    send("POST", partitionsPath(topic), partitions);
  }

  private static String partitionsPath(String topic) {
    String path =
        topic.startsWith(PERSISTENT)
            ? topic.substring(PERSISTENT.length())
            : "public/default/" + topic;
    return "/admin/v2/persistent/" + path + "/partitions";
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private void send(String method, String path, int body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Integer.toString(body)))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != NO_CONTENT && response.statusCode() != OK) {
      throw new IOException(
          "%s %s%s with %d: expected status 204, found %d %s"
              .formatted(method, url, path, body, response.statusCode(), response.body()));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(REQUEST_TIMEOUT);
  }
}
