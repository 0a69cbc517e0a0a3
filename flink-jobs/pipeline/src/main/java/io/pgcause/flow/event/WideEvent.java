package io.pgcause.flow.event;

import io.pgcause.wire.metric.Snapshot;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One cycle of one instance with everything known about it: what was sampled, and beside each
 * counter its rate. What rollup, anomaly, rules and the raw tables read. Immutable.
 *
 * @param instanceId key of the stream
 * @param agentId who sampled it
 * @param epoch life of the agent's spool
 * @param sequence of the frame it came in
 * @param receivedAtMicros when the bridge had that frame, microseconds since 1970 UTC
 * @param snapshot the values; its time is the instance's time
 */
@TypeInfo(WideEventTypeInfo.Factory.class)
public record WideEvent(
    String instanceId,
    String agentId,
    long epoch,
    long sequence,
    long receivedAtMicros,
    Snapshot snapshot) {

  private static final long AHEAD_MICROS = TimeUnit.MINUTES.toMicros(10);

  /** The instance's time, microseconds since 1970 UTC. */
  public long atMicros() {
    return snapshot.atMicros();
  }

  /**
   * Whether {@code earlierMicros}, a time this instance has shown before, came from a clock that
   * ran ahead and has been set right since: it lies more than ten minutes after the bridge had this
   * event. An event is not late against such a time; otherwise one wrong hour would silence an
   * instance until that hour has come.
   */
  public boolean provesAhead(long earlierMicros) {
    return earlierMicros - AHEAD_MICROS > receivedAtMicros;
  }

  /** This event with another snapshot of the same cycle. */
  public WideEvent with(Snapshot other) {
    return new WideEvent(instanceId, agentId, epoch, sequence, receivedAtMicros, other);
  }
}
