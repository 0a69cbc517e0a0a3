/**
 * Frames, the bytes between agent and pipeline: header, control messages and the columnar METRICS
 * payload. Snapshots enter the {@link io.pgcause.wire.frame.FrameWriter}; bytes enter {@link
 * io.pgcause.wire.frame.FrameReader}, which answers anything but a whole, correct frame with a
 * {@link io.pgcause.wire.frame.FrameException} and nothing else.
 */
@NullMarked
package io.pgcause.wire.frame;

import org.jspecify.annotations.NullMarked;
