/** Wide events and rules enter, alerts with their causal path leave. */
@NullMarked
package io.pgcause.flow.causality;

import org.jspecify.annotations.NullMarked;
