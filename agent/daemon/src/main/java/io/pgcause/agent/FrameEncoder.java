package io.pgcause.agent;

import io.pgcause.wire.frame.FrameSource;

/** Makes the bytes of a frame once the spool has given it its place. */
interface FrameEncoder {

  byte[] encode(FrameSource source, long sequence);
}
