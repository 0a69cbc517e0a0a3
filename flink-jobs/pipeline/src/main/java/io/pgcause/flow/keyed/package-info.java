/**
 * What every operator that keeps state per instance shares: it forgets instances that stay silent.
 */
@NullMarked
package io.pgcause.flow.keyed;

import org.jspecify.annotations.NullMarked;
