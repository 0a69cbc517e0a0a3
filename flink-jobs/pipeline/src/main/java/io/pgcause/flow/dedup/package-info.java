/** Frames enter in whatever order the topic has them, each leaves once. */
@NullMarked
package io.pgcause.flow.dedup;

import org.jspecify.annotations.NullMarked;
