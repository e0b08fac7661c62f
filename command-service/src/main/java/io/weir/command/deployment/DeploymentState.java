package io.weir.command.deployment;

import io.weir.command.deployment.CataloguedSavepoint.Data;
import io.weir.command.deployment.CataloguedSavepoint.Registration;
import io.weir.command.deployment.CurrentJob.Phase;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.CopySource;
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
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.SavepointPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a deployment is, folded from its events; live and in a replay by the same method. Holds no
 * rules: those are the deciders'.
 *
 * @param identity who it is
 * @param wish what the user wants
 * @param transition what is under way
 * @param settled the state when nothing is under way
 * @param failure why the last transition failed, while {@code settled} is FAILED
 * @param job the job whose cluster is not proven gone
 * @param catalogue its savepoints
 * @param history what of the past matters
 * @param deleted whether it is gone for clients
 */
public record DeploymentState(
    Identity identity,
    Wish wish,
    Optional<Transition> transition,
    ActualState settled,
    Optional<Failure> failure,
    Optional<CurrentJob> job,
    Catalogue catalogue,
    History history,
    boolean deleted) {
  /** What clients are shown. */
  public ActualState actual() {
    return transition.isPresent() ? ActualState.TRANSITIONING : settled;
  }

  /**
   * The state after one more event.
   *
   * @param state the state before; null before the first event
   * @throws IllegalStateException when the first event is not the registration
   */
  public static DeploymentState evolve(DeploymentState state, DeploymentEvent event, Cause cause) {
    if (event instanceof DeploymentRegistered first) return registered(first, cause);
    if (state == null)
      throw new IllegalStateException(
          "Expected DeploymentRegistered as the first event of "
              + event.deploymentId()
              + ", but got "
              + event.getClass().getSimpleName());
    return state
        .after(event, cause)
        .with(
            state
                .historyAfter(event, cause)
                .with(state.timingsAfter(event, cause.at()))
                .after(cause.id()));
  }

  private static DeploymentState registered(DeploymentRegistered e, Cause cause) {
    return new DeploymentState(
        new Identity(
            e.deploymentId(),
            e.namespace(),
            e.name(),
            e.displayName(),
            e.labels(),
            e.annotations(),
            cause.at()),
        Wish.first(e.spec(), e.target()),
        Optional.empty(),
        ActualState.CANCELLED,
        Optional.empty(),
        Optional.empty(),
        Catalogue.empty(),
        History.begunAt(cause.at()).after(cause.id()),
        false);
  }

  private DeploymentState after(DeploymentEvent event, Cause cause) {
    return switch (event) {
      case DeploymentRegistered e -> registered(e, cause);
      case DeploymentSpecRevised e -> revised(e);
      case DeploymentDeleted e -> withDeleted(true);
      case DeploymentUndeleted e -> withDeleted(false);
      case TransitionStarted e -> with(Optional.of(begun(e, cause)));
      case TransitionRedirected e ->
          with(transition.map(t -> t.redirectedTo(e.target(), e.generation())));
      case TransitionCompleted e -> settledAt(e.state(), Optional.empty());
      case TransitionFailed e -> settledAt(ActualState.FAILED, Optional.of(e.failure()));
      case JobRequested e -> requested(e, cause);
      case ClusterResourcesApplied e -> withJob(j -> j.in(Phase.APPLIED));
      case ClusterBecameReady e -> withJob(j -> j.in(Phase.READY));
      case JobSubmitted e -> withJob(j -> j.in(Phase.SUBMITTED));
      case JobStarted e -> ran().withJob(j -> j.started(e.startedAt()));
      case JobStartFailed e ->
          with(transition.map(t -> t.failedOnce(e.failure(), e.retryAt(), e.retryAt().isEmpty())));
      case JobStopRequested e -> withJob(j -> j.in(Phase.STOPPING));
      case JobTerminated e -> this;
      case JobStopFailed e -> this;
      // Outside of a transition this is how a deployment gets to FINISHED. FAILED is left by users
      // only: what could not be suspended or upgraded does not look well because it ended since.
      case JobFinished e ->
          actual() == ActualState.FAILED ? ran() : ran().settled(ActualState.FINISHED);
      case JobFailed e -> this;
      case JobRestartsObserved e -> withJob(j -> j.restarted(e.restarts()));
      case RescaleRequested e -> withJob(j -> j.with(j.scaling().asked(e)));
      case JobRescaled e -> with(wish.ran(e.generation())).withJob(j -> j.rescaled(e));
      case JobRescaleFailed e ->
          withJob(j -> j.with(Scaling.refused()))
              .with(transition.map(t -> t.replacing(e.failure(), e.upgradeStrategy())));
      case ClusterUnreachable e ->
          withJob(
              j ->
                  j.reachable(
                      Optional.of(new CurrentJob.Unreachable(e.since(), e.detail(), cause.at()))));
      case ClusterReachable e -> withJob(j -> j.reachable(Optional.empty()));
      case ForeignChangeReverted e -> this;
      case ClusterTeardownRequested e -> withJob(j -> j.tearingDown(e.attempt()));
      case ClusterTeardownFailed e -> this;
      case ClusterRemoved e -> withoutJob();
      case SavepointRequested e -> with(catalogue.with(asked(e, cause)));
      case SavepointTriggered e ->
          with(catalogue.changed(e.savepointId(), CataloguedSavepoint::triggered));
      case SavepointCompleted e ->
          with(
              catalogue.changed(
                  e.savepointId(),
                  s -> s.completed(new Data(e.location(), e.sizeBytes(), e.completedAt()))));
      case SavepointFailed e -> savepointFailed(e);
      case SavepointCopied e ->
          with(catalogue.with(copied(e, cause))).with(wish.restoringFromElse());
      case RetainedCheckpointFound e -> with(catalogue.with(retained(e, cause)));
      case SavepointDisposalRequested e ->
          with(
              catalogue.changed(
                  e.savepointId(),
                  s -> s.toBeRemoved(new CataloguedSavepoint.Removal(e.attempt(), e.notBefore()))));
      case SavepointDisposalStarted e ->
          with(catalogue.changed(e.savepointId(), CataloguedSavepoint::beingRemoved));
      case SavepointDisposalFailed e ->
          with(catalogue.changed(e.savepointId(), s -> s.notRemoved(e.failure())));
      case SavepointDisposed e -> with(catalogue.without(e.savepointId()));
      case SavepointPinned e ->
          with(
              catalogue.changed(
                  e.savepointId(),
                  s -> s.pinned(Optional.of(new CataloguedSavepoint.Pin(e.reason())))));
      case SavepointUnpinned e ->
          with(catalogue.changed(e.savepointId(), s -> s.pinned(Optional.empty())));
    };
  }

  private History historyAfter(DeploymentEvent event, Cause cause) {
    return switch (event) {
      case JobRequested e -> history.requestedJob();
      case JobStarted e ->
          job.map(j -> Math.min(j.generation(), wish.templateGeneration()))
              .map(generation -> history.startedJob(new History.Ran(generation, e.jobId())))
              .orElseGet(history::startedJob);
      case JobRescaled e -> history.startedJob(new History.Ran(e.generation(), e.jobId()));
      // A job may finish before anyone saw it run; what it wrote is state all the same.
      case JobFinished e -> history.startedJob();
      case JobFailed e ->
          history.died(new History.Death(History.rootCause(e.failure()), cause.at()));
      case DeploymentSpecRevised e when e.generation() > wish.generation() ->
          restartsSchedule(e)
              ? history.withoutDeaths().scheduledFrom(cause.at())
              : history.withoutDeaths();
      case SavepointRequested e -> e.scheduledFor().map(history::scheduledFrom).orElse(history);
      case DeploymentDeleted e -> history.deleted(Optional.of(cause.at()));
      case DeploymentUndeleted e -> history.deleted(Optional.empty());
      default -> history;
    };
  }

  private boolean restartsSchedule(DeploymentSpecRevised e) {
    boolean wanted =
        e.spec().state() == DesiredState.RUNNING && wish.state() != DesiredState.RUNNING;
    return wanted
        || !e.spec()
            .savepointPolicy()
            .flatMap(SavepointPolicy::schedule)
            .equals(wish.spec().savepointPolicy().flatMap(SavepointPolicy::schedule));
  }

  private Timings timingsAfter(DeploymentEvent event, Instant at) {
    Timings timings = history.timings();
    return switch (event) {
      case JobRequested e -> timings.requested(at);
      case JobStopRequested e when runs() -> timings.stopped(at);
      case JobFailed e -> timings.stopped(at);
      case JobStarted e -> timings.started(at);
      case TransitionCompleted e when e.state() != ActualState.RUNNING -> timings.abandoned();
      case TransitionFailed e -> timings.abandoned();
      case SavepointCompleted e ->
          catalogue
              .find(e.savepointId())
              .filter(s -> s.phase().isOpen())
              .map(s -> timings.saved(s.createdAt(), at))
              .orElse(timings);
      default -> timings;
    };
  }

  private boolean runs() {
    return job.filter(j -> j.phase() == Phase.STARTED).isPresent();
  }

  private DeploymentState revised(DeploymentSpecRevised e) {
    Identity renamed =
        new Identity(
            identity.id(),
            identity.namespace(),
            identity.name(),
            e.displayName(),
            e.labels(),
            e.annotations(),
            identity.createdAt());
    return new DeploymentState(
        renamed,
        wish.revised(e.spec(), e.target(), e.generation(), e.changes(), e.rollback()),
        transition,
        settled,
        failure,
        job,
        catalogue,
        history,
        deleted);
  }

  private static Transition begun(TransitionStarted e, Cause cause) {
    return new Transition(
        e.transitionId(),
        e.target(),
        e.cause(),
        e.generation(),
        e.upgradeStrategy(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        false,
        cause.at());
  }

  private DeploymentState requested(JobRequested e, Cause cause) {
    CurrentJob next =
        new CurrentJob(
            e.jobId(),
            e.clusterName(),
            e.target().kubernetesNamespace(),
            e.generation(),
            Phase.REQUESTED,
            e.restore().chosen().map(RestorePoint::savepointId),
            e.attempt(),
            e.maxAttempts(),
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            e.target(),
            e.spec(),
            Scaling.NONE,
            e.session().map(session -> new CurrentJob.Placed(session, cause.at())));
    boolean confirmed = e.restore().rule() == RestoreRule.EMPTY_START_CONFIRMED;
    return new DeploymentState(
        identity,
        wish,
        transition.map(t -> t.attempted(e.attempt(), confirmed)),
        settled,
        failure,
        Optional.of(next),
        wish.leavesStateBehind()
            ? catalogue.leavingBehindAllBut(e.restore().chosen().map(RestorePoint::savepointId))
            : catalogue,
        history,
        deleted);
  }

  private static CataloguedSavepoint asked(SavepointRequested e, Cause cause) {
    return CataloguedSavepoint.requested(
        new Registration(
            e.savepointId(),
            Optional.of(e.jobId()),
            e.origin(),
            e.transitionId(),
            e.attempt(),
            e.maxAttempts(),
            Optional.empty(),
            cause.at()));
  }

  private static CataloguedSavepoint copied(SavepointCopied e, Cause cause) {
    return CataloguedSavepoint.complete(
        new Registration(
            e.savepointId(),
            Optional.empty(),
            SavepointOrigin.COPIED,
            Optional.empty(),
            1,
            1,
            e.flinkSavepointId(),
            cause.at()),
        new Data(
            e.location(),
            e.source().flatMap(CopySource::sizeBytes),
            e.source().map(CopySource::takenAt).orElse(cause.at())));
  }

  private static CataloguedSavepoint retained(RetainedCheckpointFound e, Cause cause) {
    return CataloguedSavepoint.complete(
        new Registration(
            e.savepointId(),
            Optional.of(e.jobId()),
            SavepointOrigin.RETAINED_CHECKPOINT,
            Optional.empty(),
            1,
            1,
            Optional.empty(),
            cause.at()),
        new Data(e.location(), Optional.empty(), e.completedAt()));
  }

  private DeploymentState savepointFailed(SavepointFailed e) {
    boolean awaited =
        transition
            .flatMap(
                t -> catalogue.find(e.savepointId()).flatMap(CataloguedSavepoint::transitionId))
            .filter(id -> id.equals(transition.orElseThrow().id()))
            .isPresent();
    DeploymentState catalogued =
        with(catalogue.changed(e.savepointId(), s -> s.failed(e.failure())));
    return awaited
        ? catalogued.with(
            transition.map(
                t ->
                    t.failedOnce(
                        e.failure(),
                        e.retryAt(),
                        e.retryAt().isEmpty() && t.target() == DesiredState.SUSPENDED)))
        : catalogued;
  }

  private DeploymentState settledAt(ActualState state, Optional<Failure> why) {
    return new DeploymentState(
        identity, wish, Optional.empty(), state, why, job, catalogue, history, deleted);
  }

  private DeploymentState settled(ActualState state) {
    return new DeploymentState(
        identity, wish, transition, state, failure, job, catalogue, history, deleted);
  }

  private DeploymentState with(Optional<Transition> next) {
    return new DeploymentState(
        identity, wish, next, settled, failure, job, catalogue, history, deleted);
  }

  private DeploymentState ran() {
    return with(job.map(j -> wish.ran(j.generation())).orElse(wish));
  }

  private DeploymentState with(Wish next) {
    return new DeploymentState(
        identity, next, transition, settled, failure, job, catalogue, history, deleted);
  }

  private DeploymentState with(Catalogue next) {
    return new DeploymentState(
        identity, wish, transition, settled, failure, job, next, history, deleted);
  }

  private DeploymentState with(History next) {
    return new DeploymentState(
        identity, wish, transition, settled, failure, job, catalogue, next, deleted);
  }

  private DeploymentState withJob(UnaryOperator<CurrentJob> change) {
    return new DeploymentState(
        identity, wish, transition, settled, failure, job.map(change), catalogue, history, deleted);
  }

  private DeploymentState withoutJob() {
    return new DeploymentState(
        identity,
        wish,
        transition,
        settled,
        failure,
        Optional.empty(),
        catalogue,
        history,
        deleted);
  }

  private DeploymentState withDeleted(boolean now) {
    return new DeploymentState(
        identity, wish, transition, settled, failure, job, catalogue, history, now);
  }
}
