/** Everything that is to be kept enters and goes to the store through the JDBC connector. */
@NullMarked
package io.pgcause.flow.store;

import org.jspecify.annotations.NullMarked;
