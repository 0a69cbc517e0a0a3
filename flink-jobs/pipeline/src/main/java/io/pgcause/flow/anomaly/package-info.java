/** Wide events enter, stretches in which a series is not itself leave. */
@NullMarked
package io.pgcause.flow.anomaly;

import org.jspecify.annotations.NullMarked;
