package io.pgcause.flow.causality;

import io.pgcause.rules.Rule;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.Configuration;

/**
 * A rule with the automaton Flink CEP makes of its sequence: each step follows the one before,
 * other events between allowed, all within the rule's window. After a match every other partial
 * match of the rule is dropped.
 */
final class HostedRule {

  private static final AfterMatchSkipStrategy SKIP = AfterMatchSkipStrategy.skipPastLastEvent();

  private final Rule rule;
  private final int version;
  private final NFA<StepEvent> automaton;

  private HostedRule(Rule rule, int version, NFA<StepEvent> automaton) {
    this.rule = rule;
    this.version = version;
    this.automaton = automaton;
  }

  /**
   * @param version under which the rule was published; may be higher than the file's own
   */
  static HostedRule compile(Rule rule, int version, RuntimeContext context) throws Exception {
    NFA<StepEvent> automaton = NFACompiler.compileFactory(pattern(rule), false).createNFA();
    automaton.open(context, new Configuration());
    return new HostedRule(rule, version, automaton);
  }

  Rule rule() {
    return rule;
  }

  int version() {
    return version;
  }

  NFA<StepEvent> automaton() {
    return automaton;
  }

  AfterMatchSkipStrategy skip() {
    return SKIP;
  }

  /** Names this version of the rule in state. */
  String key() {
    return rule.id() + "@" + version;
  }

  static String stepName(int step) {
    return "step-" + step;
  }

  void close() throws Exception {
    automaton.close();
  }

  private static Pattern<StepEvent, ?> pattern(Rule rule) {
    Pattern<StepEvent, StepEvent> pattern =
        Pattern.<StepEvent>begin(stepName(0), SKIP).where(new StepIs(0));
    for (int step = 1; step < rule.steps().size(); step++) {
      pattern = pattern.followedBy(stepName(step)).where(new StepIs(step));
    }
    return rule.within().isZero() ? pattern : pattern.within(rule.within());
  }
}
