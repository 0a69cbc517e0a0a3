package io.pgcause.agent;

import io.pgcause.wire.metric.Snapshot;

/** Where the snapshots of one instance come from. One thread samples; any thread may close. */
interface SnapshotSource extends AutoCloseable {

  /** Everything there is to know now; may block for as long as PostgreSQL does. */
  Snapshot sample();

  /** Lets go of what it holds; a blocked {@link #sample} ends soon after. */
  @Override
  default void close() {}
}
