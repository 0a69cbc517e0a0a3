package io.pgcause.bridge;

import java.time.Clock;

/** What all connections of a bridge share. */
record BridgeContext(
    BridgeOptions options,
    FramePublisher publisher,
    InFlightBytes inFlight,
    BridgeMeters meters,
    RefusalLog refusals,
    Clock clock) {}
