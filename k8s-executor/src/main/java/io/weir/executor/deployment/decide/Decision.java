package io.weir.executor.deployment.decide;

import io.weir.events.report.TransitionReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do next and why.
 *
 * @param why the closed reason
 * @param actions in order; at most one is disruptive
 * @param lookAgainIn absent: only when something wakes
 */
public record Decision(Why why, List<Action> actions, Optional<Duration> lookAgainIn) {
  public Decision {
    actions = List.copyOf(actions);
    if (actions.stream().filter(Action::disruptive).count() > 1)
      throw new IllegalStateException(
          "Expected at most one disruptive action, but %s has %s".formatted(why, actions));
  }

  static Decision waiting(Why why, Duration lookAgainIn) {
    return new Decision(why, List.of(), Optional.of(lookAgainIn));
  }

  static Decision act(Why why, Duration lookAgainIn, Action... actions) {
    return new Decision(why, List.of(actions), Optional.of(lookAgainIn));
  }

  /** The absence has to be confirmed before anything follows from it. */
  static Decision confirmAbsence() {
    return new Decision(
        Why.ABSENCE_UNCONFIRMED, List.of(new Action.LookLive()), Optional.of(Duration.ZERO));
  }

  static Decision report(Why why, Duration lookAgainIn, Origin answers, TransitionReport... facts) {
    return new Decision(
        why,
        Stream.of(facts).map(fact -> (Action) new Action.Report(fact, answers)).toList(),
        Optional.of(lookAgainIn));
  }

  /** Whether the live answer of the API server is wanted. */
  public boolean wantsLiveLook() {
    return actions.stream().anyMatch(Action.LookLive.class::isInstance);
  }

  /** This decision with something to do before all else. */
  Decision first(Action action) {
    return new Decision(
        why, Stream.concat(Stream.of(action), actions.stream()).toList(), lookAgainIn);
  }
}
