/** The synthetic fleet that is replayed. */
@NullMarked
package io.pgcause.benchmarks.path;

import org.jspecify.annotations.NullMarked;
