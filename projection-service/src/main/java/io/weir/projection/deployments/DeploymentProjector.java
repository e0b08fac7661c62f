package io.weir.projection.deployments;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.wire.EventMetadata;
import io.weir.projection.deployments.Transition.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Folds the events of a deployment into its view. Pure. */
public final class DeploymentProjector {
  /**
   * How far apart two events of one deployment are at least on its own clock. One event may show as
   * several timeline rows, a microsecond apart, so this must exceed their greatest number.
   */
  public static final Duration TICK = Duration.of(16, ChronoUnit.MICROS);

  private DeploymentProjector() {}

  /**
   * The view after the event.
   *
   * @param before the view until then; empty before the first event
   * @throws IllegalStateException when the event is not the next one of this deployment
   */
  public static DeploymentView fold(
      Optional<DeploymentView> before, EventMetadata metadata, DeploymentEvent event) {
    long sequence = metadata.sequence();
    long expected = before.map(view -> view.sequence() + 1).orElse(0L);
    if (sequence != expected)
      throw new IllegalStateException(
          "Expected event %d of deployment %s, but got event %d"
              .formatted(expected, metadata.aggregateId(), sequence));
    Instant time = metadata.time().truncatedTo(ChronoUnit.MICROS);
    if (event instanceof DeploymentRegistered registered) {
      return registered(registered, time, sequence);
    }
    DeploymentView view =
        before.orElseThrow(
            () ->
                new IllegalStateException("Expected DeploymentRegistered first, but got " + event));
    return next(view, event, later(view.modifiedAt().plus(TICK), time), sequence);
  }

  private static DeploymentView registered(DeploymentRegistered e, Instant now, long sequence) {
    return new DeploymentView(
        e.deploymentId(),
        e.namespace(),
        e.name(),
        new Description(e.displayName(), e.labels(), e.annotations()),
        e.spec(),
        1,
        Status.INITIAL,
        false,
        now,
        now,
        sequence);
  }

  private static DeploymentView next(
      DeploymentView view, DeploymentEvent event, Instant now, long sequence) {
    boolean revised = event instanceof DeploymentSpecRevised;
    return new DeploymentView(
        view.id(),
        view.namespace(),
        view.name(),
        event instanceof DeploymentSpecRevised e
            ? new Description(e.displayName(), e.labels(), e.annotations())
            : view.description(),
        revised ? ((DeploymentSpecRevised) event).spec() : view.spec(),
        revised ? ((DeploymentSpecRevised) event).generation() : view.generation(),
        status(view.status(), event, now),
        deleted(view, event),
        view.createdAt(),
        now,
        sequence);
  }

  private static boolean deleted(DeploymentView view, DeploymentEvent event) {
    if (event instanceof DeploymentUndeleted) return false;
    return view.deleted() || event instanceof DeploymentDeleted;
  }

  private static Status status(Status status, DeploymentEvent event, Instant now) {
    return switch (event) {
      case DeploymentRegistered e -> Status.INITIAL;
      case DeploymentSpecRevised e -> status;
      case DeploymentDeleted e -> status;
      case DeploymentUndeleted e -> status;
      case TransitionStarted e -> status.begin(begun(status, e, now));
      case TransitionRedirected e ->
          status.withTransition(t -> t.redirected(e.abandoned(), e.target(), e.generation()));
      case TransitionCompleted e -> completed(status, e, now);
      case TransitionFailed e -> status.end(ActualState.FAILED, Optional.of(e.failure()));
      case JobRequested e ->
          waiting(
              status.withJob(
                  Optional.of(
                      new CurrentJob(
                          e.jobId(),
                          e.generation(),
                          Optional.empty(),
                          conditions(e, healed(status), now)))),
              Step.CLUSTER,
              now,
              e.attempt());
      case ClusterResourcesApplied e -> status;
      case ClusterBecameReady e ->
          status
              .withTransition(t -> t.waitingFor(Step.JOB, now, t.attempt()))
              .withJob(job -> arrived(job, now));
      case JobSubmitted e -> status;
      case JobStarted e ->
          status.withJob(job -> arrived(job, now).observe(reachable(now)).observe(stable(now)));
      case JobStartFailed e -> failedOnce(status, e.failure());
      case JobStopRequested e -> waiting(stopped(status, now), Step.JOB_END, now, 1);
      case JobTerminated e -> status;
      case JobStopFailed e -> failedOnce(status, e.failure());
      case JobFinished e -> finished(status);
      case JobFailed e -> stopped(status, now);
      case RescaleRequested e -> waiting(status, Step.RESCALE, now, 1);
      case JobRescaled e -> status.withJob(job -> job.rescaled(e.generation()));
      case JobRescaleFailed e ->
          failedOnce(status, e.failure()).withTransition(t -> t.replacing(e.upgradeStrategy()));
      case JobRestartsObserved e -> status.withJob(job -> job.observe(restarted(e, now)));
      case ClusterUnreachable e -> status.withJob(job -> job.observe(unreachable(e, now)));
      case ClusterReachable e -> status.withJob(job -> job.observe(reachable(now)));
      case ForeignChangeReverted e -> status;
      case ClusterTeardownRequested e -> waiting(status, Step.TEARDOWN, now, e.attempt());
      case ClusterTeardownFailed e -> failedOnce(status, e.failure());
      case ClusterRemoved e ->
          status.withJob(status.job().filter(job -> !job.id().equals(e.jobId())));
      case SavepointRequested e ->
          e.transitionId().isEmpty()
              ? status
              : status.withTransition(
                  t -> t.waitingForSavepoint(e.savepointId(), now, e.attempt()));
      case SavepointTriggered e -> status;
      case SavepointCompleted e -> status;
      case SavepointFailed e ->
          status.withTransition(
              t ->
                  t.savepointId().filter(e.savepointId()::equals).isPresent()
                      ? t.failedOnce(e.failure())
                      : t);
      case SavepointCopied e -> status;
      case RetainedCheckpointFound e -> status;
      case SavepointDisposalRequested e -> status;
      case SavepointDisposalStarted e -> status;
      case SavepointDisposed e -> status;
      case SavepointDisposalFailed e -> status;
      case SavepointPinned e -> status;
      case SavepointUnpinned e -> status;
    };
  }

  /** A job that ran runs no more. */
  private static Status stopped(Status status, Instant now) {
    Optional<Replaced> ran = ran(status, now);
    return ran.isEmpty() ? status : status.withTransition(t -> t.stopped(ran.get()));
  }

  private static Optional<Replaced> ran(Status status, Instant now) {
    return status
        .job()
        .filter(job -> job.runningSince().isPresent())
        .map(job -> new Replaced(job.id(), now));
  }

  private static Transition begun(Status status, TransitionStarted e, Instant now) {
    return new Transition(
        e.transitionId(),
        e.from(),
        e.target(),
        Optional.empty(),
        e.cause(),
        e.generation(),
        e.upgradeStrategy(),
        now,
        Step.DECIDING,
        now,
        1,
        Optional.empty(),
        Optional.empty(),
        // It died a moment ago, before there was a transition.
        e.cause() == TransitionCause.JOB_FAILED ? ran(status, now) : Optional.empty());
  }

  private static Status completed(Status status, TransitionCompleted e, Instant now) {
    Status ended = status.end(e.state(), Optional.empty());
    return e.state() == ActualState.RUNNING ? ended.withJob(job -> job.running(now)) : ended;
  }

  /**
   * A job that ends by itself within a transition leaves the verdict to that transition, and FAILED
   * is left by users only.
   */
  private static Status finished(Status status) {
    return status.transition().isPresent() || status.state() == ActualState.FAILED
        ? status
        : status.end(ActualState.FINISHED, Optional.empty());
  }

  private static Status waiting(Status status, Step step, Instant now, int attempt) {
    return status.withTransition(t -> t.waitingFor(step, now, attempt));
  }

  private static Status failedOnce(Status status, Failure failure) {
    return status.withTransition(t -> t.failedOnce(failure));
  }

  /** Until another wish or a change of the template brings a job that nobody had to heal. */
  private static boolean healed(Status status) {
    return status.transition().filter(t -> t.cause() == TransitionCause.JOB_FAILED).isPresent();
  }

  private static List<Condition> conditions(JobRequested e, boolean healed, Instant now) {
    Condition failing = failing(healed, now);
    return e.session()
        .map(
            session ->
                List.of(
                    failing,
                    Condition.observed(
                        Condition.Type.SESSION_CLUSTER_AWAITED,
                        true,
                        "NotUpYet",
                        session.awaited(),
                        now)))
        .orElseGet(() -> List.of(failing));
  }

  /** Its session cluster answers, if it runs on one. */
  private static CurrentJob arrived(CurrentJob job, Instant now) {
    boolean waits =
        job.conditions().stream()
            .anyMatch(c -> c.type() == Condition.Type.SESSION_CLUSTER_AWAITED && c.holds());
    return waits
        ? job.observe(
            Condition.observed(
                Condition.Type.SESSION_CLUSTER_AWAITED,
                false,
                "Up",
                "The session cluster answers.",
                now))
        : job;
  }

  private static Condition failing(boolean healed, Instant now) {
    return healed
        ? Condition.observed(
            Condition.Type.JOB_FAILING,
            true,
            "JobDied",
            "The job before this one died by itself, and Weir started this one in its place. The"
                + " events tell why, and how often.",
            now)
        : Condition.observed(
            Condition.Type.JOB_FAILING, false, "NoJobDied", "No job died before this one.", now);
  }

  private static Condition reachable(Instant now) {
    return Condition.observed(
        Condition.Type.CLUSTER_UNREACHABLE,
        false,
        "ClusterAnswers",
        "The job's cluster answers.",
        now);
  }

  private static Condition unreachable(ClusterUnreachable e, Instant now) {
    return Condition.observed(
        Condition.Type.CLUSTER_UNREACHABLE,
        true,
        "ClusterDoesNotAnswer",
        "Nothing answers for the job's cluster since %s: %s".formatted(e.since(), e.detail()),
        now);
  }

  private static Condition stable(Instant now) {
    return Condition.observed(
        Condition.Type.JOB_UNSTABLE, false, "NoRestarts", "Flink has not restarted the job.", now);
  }

  private static Condition restarted(JobRestartsObserved e, Instant now) {
    return Condition.observed(
        Condition.Type.JOB_UNSTABLE,
        true,
        "JobRestarted",
        "Flink restarted the job %d times since it started.".formatted(e.restarts()),
        now);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
