package io.weir.command.deployment;

import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.TransitionFailed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How does a job come to run: which attempt, from which state, and what when it fails? */
final class StartDecider {
  private StartDecider() {}

  /**
   * Asks for a job, or fails the transition when it could only begin empty against the rules, or
   * its session cluster cannot run it.
   */
  static void request(Plan plan, int attempt, Instant notBefore, boolean emptyStartConfirmed) {
    DeploymentState state = plan.state();
    Moment moment = plan.moment();
    Transition transition = state.transition().orElseThrow();
    Optional<RestoreDecision> restore =
        RestoreDecider.decide(state, moment.now(), emptyStartConfirmed);
    if (restore.isEmpty()) {
      giveUp(
          plan,
          FailureReason.NO_RESTORE_POINT,
          "The last job had state, and there is no savepoint or retained checkpoint that the restore"
              + " strategy allows. "
              + RestoreWords.choices(state, moment.now()));
      return;
    }
    Optional<Offer> session = session(state, moment);
    if (state.wish().spec().sessionClusterName().isPresent()) {
      Optional<String> unfit = SessionRules.unfit(state.wish().spec(), session, moment.settings());
      if (unfit.isPresent()) {
        giveUp(plan, FailureReason.SESSION_CLUSTER_UNFIT, unfit.get());
        return;
      }
    }
    UUID jobId = plan.mint();
    plan.add(
        new JobRequested(
            state.identity().id(),
            transition.id(),
            jobId,
            JobSpecs.clusterName(jobId),
            state.wish().generation(),
            session.map(Offer::target).orElseGet(() -> JobSpecs.target(state)),
            session.map(Offer::session),
            session
                .map(offer -> JobSpecs.onSession(state, jobId, offer, moment.settings()))
                .orElseGet(() -> JobSpecs.resolve(state, jobId, moment.settings())),
            restore.get(),
            attempt,
            state.wish().spec().maxJobCreationAttempts(),
            notBefore,
            notBefore.plus(moment.settings().deadlines().start())));
  }

  private static Optional<Offer> session(DeploymentState state, Moment moment) {
    return state
        .wish()
        .spec()
        .sessionClusterName()
        .flatMap(name -> moment.sessionClusters().named(state.identity().namespace(), name));
  }

  private static void giveUp(Plan plan, FailureReason reason, String message) {
    Transition transition = plan.state().transition().orElseThrow();
    plan.add(
        new TransitionFailed(
            plan.state().identity().id(),
            transition.id(),
            new Failure(reason, message, Optional.empty(), plan.moment().now()),
            transition.failures()));
  }

  /** The current job did not come to RUNNING. */
  static void failed(Plan plan, Failure failure) {
    CurrentJob job = plan.state().job().orElseThrow();
    Moment moment = plan.moment();
    boolean another = failure.reason().retryable() && job.attempt() < job.maxAttempts();
    plan.add(
        new JobStartFailed(
            plan.state().identity().id(),
            job.id(),
            failure,
            job.attempt(),
            job.maxAttempts(),
            another
                ? Optional.of(
                    moment.now().plus(BackOff.OF_ATTEMPTS.after(job.attempt(), moment.jitter())))
                : Optional.empty()));
    StopDecider.tearDown(plan);
  }
}
