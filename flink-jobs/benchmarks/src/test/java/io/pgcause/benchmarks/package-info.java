/** The door with benchmarks that measure nothing, and what it shows of figures. */
@NullMarked
package io.pgcause.benchmarks;

import org.jspecify.annotations.NullMarked;
