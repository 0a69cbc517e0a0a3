package io.pgcause.flow.causality;

import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** Matches one step of a rule; the condition itself was evaluated before. */
final class StepIs extends SimpleCondition<StepEvent> {

  private static final long serialVersionUID = 1L;

  private final int step;

  StepIs(int step) {
    this.step = step;
  }

  @Override
  public boolean filter(StepEvent event) {
    return event.step() == step;
  }
}
