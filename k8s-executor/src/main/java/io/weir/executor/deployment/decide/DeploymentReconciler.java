package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;

/** From wish and observation to the next touch of the cluster. */
public final class DeploymentReconciler {
  private DeploymentReconciler() {}

  /** When there is nothing to observe, because nothing is wanted. */
  public static Decision idle() {
    return new Decision(Why.NOTHING_WANTED, List.of(), Optional.empty());
  }

  /**
   * Decides for one job.
   *
   * @param job what is wanted
   * @param seen what there is; its time is the only clock
   * @param pace how often to look
   */
  public static Decision decide(JobIntent job, Observation seen, Pace pace) {
    if (job.session().isPresent()) return SessionJobReconciler.decide(job, seen, pace);
    // Removal comes before all: whatever the job still does, it has been given up.
    if (job.teardown().isPresent())
      return TeardownDecider.decide(job, job.teardown().get(), seen, pace);
    // Ended: the next word is the command side's.
    if (job.phase() == JobPhase.ENDED) return Decision.waiting(Why.COMMAND_AWAITED, pace.settled());
    if (job.stop().isPresent()) return StopDecider.decide(job, job.stop().get(), seen, pace);
    return switch (job.phase()) {
      case STARTING -> StartDecider.decide(job, seen, pace);
      case RUNNING -> RunDecider.decide(job, seen, pace);
      case ENDED -> Decision.waiting(Why.COMMAND_AWAITED, pace.settled());
    };
  }
}
