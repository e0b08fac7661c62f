package io.weir.command.preview;

import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.Cause;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentDecider;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.Outcome;
import io.weir.command.deployment.Transition;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.SavepointWritten;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happens to a deployment from now on when every intent is answered by its success. */
final class Foresight {
  /** Where a savepoint is said to be that is not written yet. */
  static final String NOT_WRITTEN_YET = "(not written yet)";

  /** A transition and the wish that waits behind it need eight answers at most. */
  private static final int LONGEST = 24;

  private Foresight() {}

  /** The events until nothing is under way any more. */
  static List<DeploymentEvent> of(DeploymentState state, Moment moment) {
    List<DeploymentEvent> foreseen = new ArrayList<>();
    DeploymentState now = state;
    for (int step = 1; step <= LONGEST; step++) {
      Optional<DeploymentReport> success = success(now);
      if (success.isEmpty()) break;
      Moment then = after(moment, step);
      Outcome outcome = DeploymentDecider.decide(now, new AcceptReport(success.get()), then);
      if (!(outcome instanceof Outcome.Accepted accepted))
        throw new IllegalStateException(
            "Expected %s to be accepted, but %s".formatted(success.get(), outcome));
      for (DeploymentEvent event : accepted.events()) {
        foreseen.add(event);
        now = DeploymentState.evolve(now, event, new Cause(then.now(), then.causeId()));
      }
    }
    return foreseen;
  }

  private static Optional<DeploymentReport> success(DeploymentState state) {
    if (state.transition().isEmpty() || state.job().isEmpty()) return Optional.empty();
    UUID deployment = state.identity().id();
    CurrentJob job = state.job().get();
    Transition transition = state.transition().get();
    return switch (job.phase()) {
      case REQUESTED, APPLIED, READY, SUBMITTED ->
          Optional.of(new JobRunning(deployment, job.id(), Optional.empty()));
      case STARTED ->
          job.rescaling()
              .<DeploymentReport>map(
                  asked -> new RescaleApplied(deployment, job.id(), asked.generation()))
              .or(
                  () ->
                      openSavepoint(state, transition)
                          .map(
                              id ->
                                  new SavepointWritten(
                                      deployment,
                                      job.id(),
                                      id,
                                      NOT_WRITTEN_YET,
                                      Optional.empty())));
      case STOPPING ->
          Optional.of(
              new JobEnded(
                  deployment, job.id(), FinalStatus.CANCELED, Optional.empty(), Optional.empty()));
      case TEARING_DOWN -> Optional.of(new ClusterGone(deployment, job.id(), Optional.empty()));
    };
  }

  private static Optional<UUID> openSavepoint(DeploymentState state, Transition transition) {
    return state.catalogue().savepoints().stream()
        .filter(s -> s.transitionId().filter(transition.id()::equals).isPresent())
        .filter(
            s ->
                s.phase() == CataloguedSavepoint.Phase.REQUESTED
                    || s.phase() == CataloguedSavepoint.Phase.TRIGGERED)
        .map(CataloguedSavepoint::id)
        .findFirst();
  }

  /** The same time, so that ages are as of now; another cause, so that ids differ. */
  private static Moment after(Moment moment, int step) {
    UUID cause =
        UUID.nameUUIDFromBytes(
            (moment.causeId() + "/foreseen/" + step).getBytes(StandardCharsets.UTF_8));
    return new Moment(moment.now(), cause, 0, moment.settings(), moment.sessionClusters());
  }
}
