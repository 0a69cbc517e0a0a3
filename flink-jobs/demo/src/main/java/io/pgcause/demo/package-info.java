/**
 * The whole path on one machine in one command: options enter, a running stack and a story on the
 * terminal come out. Everything runs for real; only the sizes are small.
 */
@NullMarked
package io.pgcause.demo;

import org.jspecify.annotations.NullMarked;
