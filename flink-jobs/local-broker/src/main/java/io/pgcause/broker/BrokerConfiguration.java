package io.pgcause.broker;

/**
 * Writes {@code standalone.conf}: one node, one copy, loopback only, everything kept for a week.
 */
final class BrokerConfiguration {

  private BrokerConfiguration() {}

  static String text(BrokerOptions options, BrokerPorts ports) {
    return """
        clusterName=standalone
        brokerServicePort=%d
        webServicePort=%d
        bindAddress=127.0.0.1
        advertisedAddress=127.0.0.1

        # The bookie listens on every interface unless told otherwise, and on a port of its own
        # choice unless ephemeral ports are allowed.
        listeningInterface=lo
        allowLoopback=true
        allowEphemeralPorts=true

        managedLedgerDefaultEnsembleSize=1
        managedLedgerDefaultWriteQuorum=1
        managedLedgerDefaultAckQuorum=1
        managedLedgerNewEntriesCheckDelayInMillis=0
        loadManagerClassName=org.apache.pulsar.broker.loadbalance.NoopLoadManager
        loadBalancerEnabled=false

        ledgerStorageClass=org.apache.bookkeeper.bookie.storage.ldb.DbLedgerStorage
        journalSyncData=%b
        journalMaxGroupWaitMSec=1
        flushInterval=60000
        diskUsageThreshold=0.99
        diskUsageWarnThreshold=0.99
        dbStorage_rocksDB_writeBufferSizeMB=4
        dbStorage_rocksDB_sstSizeInMB=4

        # Acknowledged messages stay: a job that starts from an older savepoint reads them again.
        defaultRetentionTimeInMinutes=10080
        defaultRetentionSizeInMB=4096
        brokerDeleteInactiveTopicsEnabled=false

        systemTopicEnabled=true
        topicLevelPoliciesEnabled=true
        allowAutoTopicCreation=true
        transactionCoordinatorEnabled=false
        webSocketServiceEnabled=false
        numIOThreads=2
        numHttpServerThreads=8
        """
        .formatted(ports.service(), ports.admin(), options.syncJournal());
  }
}
