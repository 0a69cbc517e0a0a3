package io.pgcause.pulsar;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to reach the broker; travels with the job.
 *
 * @param clientConfig further settings of the client by Pulsar's names, such as {@code
 *     authPluginClassName}
 */
record PulsarConnection(String serviceUrl, Map<String, String> clientConfig)
    implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(PulsarConnection.class);

  /** After a long outage messages flow again at most this long after the broker is back. */
  private static final int MAX_RECONNECT_SECONDS = 5;

  private static final int CLOSE_SECONDS = 10;

  PulsarConnection {
    clientConfig = Map.copyOf(clientConfig);
  }

  /** Makes a client with one thread of each kind; it connects on first use. */
  PulsarClient connect() throws PulsarClientException {
    Map<String, Object> settings = new TreeMap<>(clientConfig);
    settings.putIfAbsent("statsIntervalSeconds", 0);
    return PulsarClient.builder()
        .ioThreads(1)
        .listenerThreads(1)
        .maxBackoffInterval(MAX_RECONNECT_SECONDS, TimeUnit.SECONDS)
        .loadConf(settings)
        .serviceUrl(serviceUrl)
        .build();
  }

  /** Closes in good order, or by force when the broker does not answer in time. */
  void close(PulsarClient client) throws PulsarClientException {
    try {
      client.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.shutdown();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("pulsar client does not close, cutting it off service={}", serviceUrl, e);
      client.shutdown();
    }
  }
}
