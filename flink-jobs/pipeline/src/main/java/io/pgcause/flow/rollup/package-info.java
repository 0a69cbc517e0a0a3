/** Wide events enter, the minute's statistics of every series leave as one block. */
@NullMarked
package io.pgcause.flow.rollup;

import org.jspecify.annotations.NullMarked;
