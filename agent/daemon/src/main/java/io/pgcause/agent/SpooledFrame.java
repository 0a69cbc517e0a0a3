package io.pgcause.agent;

import io.pgcause.wire.frame.FrameSource;

/**
 * A frame that waits for its acknowledgement, ready to be written to a socket.
 *
 * @param bytes the whole frame; the receiver must not change it
 */
record SpooledFrame(FrameSource source, FramePosition position, byte[] bytes) {}
