/**
 * The process on the host. Snapshots of PostgreSQL instances enter from the sampler, one per
 * instance and tick; METRICS frames leave over one connection to the bridge. In between stands the
 * spool: a frame leaves this host's disk only when the bridge says that the broker has it, or when
 * a stated bound drops and counts it.
 */
@NullMarked
package io.pgcause.agent;

import org.jspecify.annotations.NullMarked;
