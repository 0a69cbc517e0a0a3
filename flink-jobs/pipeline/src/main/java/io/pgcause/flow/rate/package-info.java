/**
 * Wide events enter as sampled and leave with a rate beside each counter and with the derived
 * metrics.
 */
@NullMarked
package io.pgcause.flow.rate;

import org.jspecify.annotations.NullMarked;
