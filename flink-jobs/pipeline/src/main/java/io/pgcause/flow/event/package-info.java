/**
 * What travels between the stages: public records that Flink's serialisers accept, and the columnar
 * {@link io.pgcause.flow.event.WideEvent} with a serialiser of its own. No behaviour beyond their
 * own data.
 */
@NullMarked
package io.pgcause.flow.event;

import org.jspecify.annotations.NullMarked;
