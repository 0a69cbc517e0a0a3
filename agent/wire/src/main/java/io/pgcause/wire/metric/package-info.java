/**
 * What is measured: the catalogue of metrics and the snapshot, the columnar shape in which values
 * travel from the sampler to the table they end in. Samplers build snapshots; the frame codec, the
 * pipeline and the rules read them.
 */
@NullMarked
package io.pgcause.wire.metric;

import org.jspecify.annotations.NullMarked;
