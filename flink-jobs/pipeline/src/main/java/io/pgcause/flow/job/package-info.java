/** The topology: which stage reads which, and the job that runs it. */
@NullMarked
package io.pgcause.flow.job;

import org.jspecify.annotations.NullMarked;
