/**
 * Reads one PostgreSQL instance and the host it runs on. In goes where the instance is and who may
 * look; out comes one {@link io.pgcause.wire.metric.Snapshot} per cycle, and beside it the groups
 * that could not be evaluated, with the reason. The SQL lies beside the classes as resources, one
 * file per query with a text for every major from 13 to 18.
 */
@NullMarked
package io.pgcause.sampling;

import org.jspecify.annotations.NullMarked;
