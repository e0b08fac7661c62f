package io.weir.command.deployment;

import io.weir.command.deployment.CurrentJob.Phase;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How does a job end, and what follows once nothing of it is left? */
final class StopDecider {
  /** So many deaths of one root cause, and Weir stops and explains. */
  static final int HEALING_BUDGET = 5;

  private StopDecider() {}

  /** Cancels the job without a savepoint. */
  static void cancel(Plan plan) {
    plan.add(
        new JobStopRequested(
            plan.state().identity().id(),
            plan.state().transition().orElseThrow().id(),
            plan.state().job().orElseThrow().id(),
            StopMode.CANCEL,
            Optional.empty(),
            plan.moment().now().plus(plan.moment().settings().deadlines().stop())));
  }

  /** The job's cluster is to go. */
  static void tearDown(Plan plan) {
    CurrentJob job = plan.state().job().orElseThrow();
    int attempt = job.teardownAttempt() + 1;
    plan.add(
        new ClusterTeardownRequested(
            plan.state().identity().id(),
            job.id(),
            job.clusterName(),
            job.kubernetesNamespace(),
            attempt,
            plan.moment().now().plus(plan.moment().settings().deadlines().teardown(attempt))));
  }

  /** Flink reports an end, asked for or not. */
  static void ended(Plan plan, JobEnded report) {
    switch (plan.state().job().orElseThrow().phase()) {
      case REQUESTED, APPLIED, READY, SUBMITTED -> endedWhileStarting(plan, report);
      case STARTED -> endedByItself(plan, report);
      case STOPPING -> {
        plan.add(
            new JobTerminated(
                report.deploymentId(), report.jobId(), report.finalStatus(), plan.moment().now()));
        afterTheEnd(plan, report);
        tearDown(plan);
      }
      case TEARING_DOWN ->
          throw new IllegalStateException("Expected a job that has not ended, but it has");
    }
  }

  /** The job has not ended in time: tearing the cluster down ends it for sure. */
  static void stopFailed(Plan plan, Failure failure) {
    UUID jobId = plan.state().job().orElseThrow().id();
    plan.add(new JobStopFailed(plan.state().identity().id(), jobId, failure));
    SavepointDecider.closeAllOf(plan, jobId);
    tearDown(plan);
  }

  /** Objects remain: Weir goes on until they are gone. */
  static void teardownIncomplete(Plan plan, List<String> remaining, Failure failure) {
    CurrentJob job = plan.state().job().orElseThrow();
    plan.add(
        new ClusterTeardownFailed(
            plan.state().identity().id(), job.id(), remaining, failure, job.teardownAttempt()));
    tearDown(plan);
  }

  /**
   * Nothing of the job is left: the transition ends here, or its next job begins. A checkpoint of a
   * job whose end nobody saw is catalogued first: the next start may begin from it.
   */
  static void clusterGone(Plan plan, ClusterGone report) {
    report
        .retainedCheckpoint()
        .filter(kept -> !plan.state().catalogue().supersedes(kept))
        .ifPresent(kept -> retain(plan, report.jobId(), kept));
    DeploymentState before = plan.state();
    CurrentJob gone = before.job().orElseThrow();
    plan.add(new ClusterRemoved(before.identity().id(), gone.id(), gone.clusterName()));
    if (before.transition().isEmpty()) return;
    Transition transition = before.transition().get();
    switch (transition.target()) {
      case CANCELLED -> TransitionDecider.complete(plan, ActualState.CANCELLED);
      case SUSPENDED -> {
        // A savepoint that was given up may have come through late: then nothing is lost.
        if (transition.fate().isPresent() && !tookItsSavepoint(before, transition))
          TransitionDecider.fail(plan, transition.fate().get());
        else TransitionDecider.complete(plan, ActualState.SUSPENDED);
      }
      case RUNNING -> {
        // It finished while it was to take another scale: its work is not to be done again.
        boolean done = gone.rescaling().isPresent() && before.settled() == ActualState.FINISHED;
        if (done) TransitionDecider.complete(plan, ActualState.FINISHED);
        else startOrFail(plan, transition);
      }
    }
  }

  private static void startOrFail(Plan plan, Transition transition) {
    DeploymentState state = plan.state();
    Optional<Failure> end = end(state, transition, plan.moment());
    if (end.isPresent()) {
      TransitionDecider.fail(plan, end.get());
      return;
    }
    // STATELESS is the user's word that state may be lost; a rollback uses it to save a savepoint.
    boolean mayBeginEmpty =
        transition.emptyStartConfirmed()
            || (transition.upgrade().filter(UpgradeStrategy.Kind.STATELESS::equals).isPresent()
                && state.wish().spec().upgradeStrategy().kind() == UpgradeStrategy.Kind.STATELESS);
    StartDecider.request(
        plan,
        transition.attempts() + 1,
        notBefore(state, transition, plan.moment()),
        mayBeginEmpty);
  }

  private static Optional<Failure> end(
      DeploymentState state, Transition transition, Moment moment) {
    if (transition.fate().isPresent()) return transition.fate();
    if (transition.attempts() > 0 && TransitionDecider.isSuperseded(state))
      return Optional.of(transition.failures().getLast());
    // The job ended by itself before its savepoint was seen: going on could repeat what it did.
    if (transition.upgrade().filter(UpgradeStrategy.Kind.STATEFUL::equals).isPresent()
        && transition.attempts() == 0
        && state.settled() == ActualState.FINISHED
        && !tookItsSavepoint(state, transition))
      return Optional.of(transition.failures().getLast());
    if (healingSpent(state, transition, moment.now()))
      return Optional.of(
          new Failure(
              FailureReason.HEALING_BUDGET_SPENT,
              "The job died "
                  + HEALING_BUDGET
                  + " times of the same root cause since the spec changed last. "
                  + remedy(state),
              Optional.of(state.history().deaths().getLast().rootCause()),
              moment.now()));
    return Optional.empty();
  }

  private static String remedy(DeploymentState state) {
    return state
        .history()
        .ranBefore(state.wish().templateGeneration())
        .map(
            before ->
                ("Go back to the template before it, generation %d, which ran as job %s; or change"
                        + " the spec, or retry.")
                    .formatted(before.generation(), before.jobId()))
        .orElse("Change the spec, or retry.");
  }

  private static boolean tookItsSavepoint(DeploymentState state, Transition transition) {
    return state.catalogue().completedOfTransition(transition.id()).isPresent();
  }

  private static boolean healingSpent(DeploymentState state, Transition transition, Instant now) {
    return transition.cause() == TransitionCause.JOB_FAILED
        && transition.attempts() == 0
        && deathsOfTheLastCause(state, now) >= HEALING_BUDGET;
  }

  private static Instant notBefore(DeploymentState state, Transition transition, Moment moment) {
    if (transition.retryAt().isPresent()) return transition.retryAt().get();
    if (transition.cause() != TransitionCause.JOB_FAILED || transition.attempts() > 0)
      return moment.now();
    int deaths = Math.max(1, deathsOfTheLastCause(state, moment.now()));
    return moment.now().plus(BackOff.OF_ATTEMPTS.after(deaths, moment.jitter()));
  }

  private static int deathsOfTheLastCause(DeploymentState state, Instant now) {
    List<History.Death> deaths = state.history().deaths();
    return deaths.isEmpty()
        ? 0
        : state.history().deathsOf(deaths.getLast().rootCause(), now, Expiration.of(state));
  }

  private static void endedWhileStarting(Plan plan, JobEnded report) {
    if (report.finalStatus() != FinalStatus.FINISHED) {
      StartDecider.failed(plan, failureOf(report, plan.moment()));
      return;
    }
    // A short job: it finished before anybody saw it run.
    plan.add(new JobFinished(report.deploymentId(), report.jobId(), plan.moment().now()));
    tearDown(plan);
    TransitionDecider.complete(plan, ActualState.FINISHED);
  }

  private static void endedByItself(Plan plan, JobEnded report) {
    DeploymentState before = plan.state();
    if (report.finalStatus() == FinalStatus.FINISHED) {
      plan.add(new JobFinished(report.deploymentId(), report.jobId(), plan.moment().now()));
      afterTheEnd(plan, report);
    } else {
      Failure failure = failureOf(report, plan.moment());
      plan.add(
          new JobFailed(
              report.deploymentId(),
              report.jobId(),
              failure,
              before
                      .history()
                      .deathsOf(
                          History.rootCause(failure), plan.moment().now(), Expiration.of(before))
                  + 1));
      afterTheEnd(plan, report);
      boolean heals =
          before.transition().isEmpty()
              && before.wish().state() == DesiredState.RUNNING
              && !before.deleted();
      if (heals)
        TransitionDecider.started(
            plan, DesiredState.RUNNING, TransitionCause.JOB_FAILED, Optional.empty());
    }
    tearDown(plan);
  }

  private static void afterTheEnd(Plan plan, JobEnded report) {
    report.retainedCheckpoint().ifPresent(kept -> retain(plan, report.jobId(), kept));
    SavepointDecider.closeAllOf(plan, report.jobId());
  }

  private static void retain(Plan plan, UUID jobId, RetainedCheckpoint kept) {
    plan.add(
        new RetainedCheckpointFound(
            plan.state().identity().id(), plan.mint(), jobId, kept.location(), kept.completedAt()));
  }

  private static Failure failureOf(JobEnded report, Moment moment) {
    return report
        .failure()
        .orElseGet(
            () ->
                new Failure(
                    FailureReason.UNCLASSIFIED,
                    switch (report.finalStatus()) {
                      case CANCELED -> "The job was cancelled, and not by Weir.";
                      case FAILED -> "The job failed, and Flink did not say why.";
                      case FINISHED -> "The job finished.";
                      case UNKNOWN -> "The job is gone, and nothing says how it ended.";
                    },
                    Optional.empty(),
                    moment.now()));
  }

  static boolean isEnding(CurrentJob job) {
    return job.phase() == Phase.STOPPING || job.phase() == Phase.TEARING_DOWN;
  }
}
