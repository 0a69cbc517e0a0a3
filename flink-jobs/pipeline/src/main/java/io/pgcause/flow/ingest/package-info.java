/**
 * Messages of the topic enter, decoded wide events leave: the only decode in the system. What
 * cannot be decoded leaves as a dead letter.
 */
@NullMarked
package io.pgcause.flow.ingest;

import org.jspecify.annotations.NullMarked;
