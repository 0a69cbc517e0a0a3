package io.pgcause.benchmarks.path;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A PostgreSQL that exists only as its snapshots: about 390 samples in the groups that an agent
 * takes every cycle, five databases, twenty connection states. Counters grow or rest, gauges swing
 * around a level; the same seed gives the same values. Not thread-safe.
 */
final class SyntheticInstance {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final Metric WAITING = CATALOGUE.metric("postgresql.lock.waiting.count");
  private static final Metric WAIT_AGE = CATALOGUE.metric("postgresql.lock.wait.max_age");
  private static final Metric BLOCKED =
      CATALOGUE.metric("postgresql.lock.session.blocked_sessions");

  /** Every group, then its rows; labels of a row are separated by commas. */
  private static final String LAYOUT =
      """
      instance: -
      stats_reset: pg_stat_database,shop  pg_stat_database,stock  pg_stat_bgwriter,\
        pg_stat_checkpointer,  pg_stat_wal,  pg_stat_io,  pg_stat_archiver,
      database: shop  stock  billing  postgres  template1
      connection: active,shop,app,web  active,shop,app,worker  active,stock,app,web\
        active,stock,app,worker  active,billing,app,web  active,billing,batch,report\
        idle,shop,app,web  idle,shop,app,worker  idle,stock,app,web  idle,stock,app,worker\
        idle,billing,app,web  idle,billing,batch,report  idle,postgres,admin,psql\
        idle,postgres,agent,pgcause  idle in transaction,shop,app,web\
        idle in transaction,shop,app,worker  idle in transaction,stock,app,web\
        idle in transaction,billing,batch,report  disabled,postgres,admin,psql\
        fastpath function call,shop,app,web
      activity: -
      wait: client,clientread  lwlock,walwrite  lwlock,bufferio  io,datafileread\
        io,walsync  io,walwrite  activity,walwritermain  activity,checkpointermain\
        activity,autovacuummain  timeout,vacuumdelay
      transaction: active  idle in transaction  idle
      xmin: running_transaction
      session_time: shop,active  shop,idle_in_transaction  shop,session  stock,active\
        stock,idle_in_transaction  stock,session  billing,active\
        billing,idle_in_transaction  billing,session
      checkpoint: timed  requested
      checkpoint_time: write  sync
      wal: -
      buffer_write: checkpoints  bgwriter  backend  backend_fsync
      agent: bench
      agent_group: bench,instance  bench,database  bench,connection  bench,activity\
        bench,wait  bench,lock  bench,lock_wait  bench,blocker  bench,transaction  bench,xmin\
        bench,session_time  bench,checkpoint  bench,wal  bench,buffer_write  bench,cpu\
        bench,host  bench,paging  bench,pressure  bench,disk  bench,filesystem
      cpu: user  system  iowait  idle  steal  nice  irq
      host: -
      paging: in  out
      pressure: cpu,some  cpu,full  io,some  io,full  memory,some  memory,full
      disk: nvme0n1  nvme1n1
      disk_direction: nvme0n1,read  nvme0n1,write  nvme1n1,read  nvme1n1,write
      filesystem: /,other  /data,data
      network: eth0  eth1
      """;

  private final SplittableRandom random;
  private final List<SyntheticGroup> groups = new ArrayList<>();

  SyntheticInstance(long seed) {
    random = new SplittableRandom(seed);
    for (String line : LAYOUT.lines().toList()) {
      int colon = line.indexOf(':');
      MetricGroup group = CATALOGUE.group(line.substring(0, colon));
      groups.add(new SyntheticGroup(group, rows(group, line.substring(colon + 1)), random));
    }
  }

  /** What a calm cycle reads; nobody waits on a lock. */
  Snapshot calm(long atMicros) {
    return cycle(atMicros, new ArrayList<>());
  }

  /**
   * What a cycle reads while a DDL waits for a lock on a busy table.
   *
   * @param waitedSeconds how long it has waited
   * @param readers how many wait behind it
   */
  Snapshot withLockQueue(long atMicros, double waitedSeconds, int readers) {
    MetricTable.Builder waiting = MetricTable.builder(WAITING.group());
    waiting.row("AccessExclusiveLock", "relation").set(WAITING, 1);
    if (readers > 0) {
      waiting.row("AccessShareLock", "relation").set(WAITING, readers);
    }
    List<MetricTable> locks = new ArrayList<>();
    locks.add(waiting.build());
    locks.add(
        MetricTable.builder(WAIT_AGE.group())
            .row("AccessExclusiveLock")
            .set(WAIT_AGE, waitedSeconds)
            .build());
    locks.add(
        MetricTable.builder(BLOCKED.group())
            .row("4711", "root_blocker", "", "shop", "batch", "report", "idle in transaction")
            .set(BLOCKED, readers + 1)
            .build());
    return cycle(atMicros, locks);
  }

  private Snapshot cycle(long atMicros, List<MetricTable> tables) {
    for (SyntheticGroup group : groups) {
      tables.add(group.next(random));
    }
    return new Snapshot(atMicros, tables);
  }

  private static List<List<String>> rows(MetricGroup group, String text) {
    if (text.strip().equals("-")) {
      return List.of(List.of());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String row : text.strip().split(" {2,}")) {
      rows.add(List.of(row.split(",", group.labels().size())));
    }
    return rows;
  }
}
