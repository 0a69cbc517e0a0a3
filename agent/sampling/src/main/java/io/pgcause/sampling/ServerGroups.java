package io.pgcause.sampling;

import java.util.List;

/** Everything that is read from the server in a cycle, in this order. */
final class ServerGroups {

  private ServerGroups() {}

  /** New samplers; those that look at lock queues come after group lock, on which they depend. */
  static List<GroupSampler<ServerSession>> samplers() {
    return List.of(
        new QuerySampler("instance", "instance"),
        new QuerySampler("lock", "lock"),
        new OnlyWhileLocksAreAwaited(new QuerySampler("lock_wait", "lock_wait")),
        new OnlyWhileLocksAreAwaited(new LockGraphSampler()),
        new QuerySampler("activity", "activity"),
        new QuerySampler("activity_prepared", "activity"),
        new QuerySampler("connection", "connection"),
        new QuerySampler("wait", "wait"),
        new QuerySampler("transaction", "transaction"),
        new QuerySampler("xmin", "xmin"),
        new QuerySampler("database", "database"),
        new QuerySampler("session_time", "session_time"),
        new QuerySampler("stats_reset", "stats_reset"),
        new QuerySampler("wal_position", "wal"),
        new QuerySampler("wal_counters", "wal"),
        new QuerySampler("wal_background", "wal"),
        new QuerySampler("wal_archiver", "wal"),
        new QuerySampler("checkpoint", "checkpoint"),
        new QuerySampler("checkpoint_time", "checkpoint_time"),
        new QuerySampler("buffer_write", "buffer_write"),
        new QuerySampler("instance_sessions", "instance"),
        new QuerySampler("instance_temp", "instance"),
        new QuerySampler("wal_files", "wal"));
  }
}
