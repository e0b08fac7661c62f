package io.weir.executor.deployment.decide;

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
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobSpec;
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
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.FlinkLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What the log wants of one job and already knows of it. Lives from {@code JobRequested} to {@code
 * ClusterRemoved}.
 *
 * @param namespace the deployment's namespace (Weir's, not Kubernetes')
 * @param deploymentName the deployment's name
 * @param request what is to run and where
 * @param origin which event asked
 * @param phase how far it is
 * @param milestones steps of the start that the log shows
 * @param restarts the last count of restarts that the log shows
 * @param unreachable the event that says that nothing answers, until one says otherwise
 * @param stop the wish that it ends
 * @param teardown the wish that its cluster goes
 * @param savepoints savepoints without an outcome, oldest first
 * @param rescale the wish that it takes another scale
 */
public record JobIntent(
    String namespace,
    String deploymentName,
    JobRequested request,
    Origin origin,
    JobPhase phase,
    Set<Milestone> milestones,
    long restarts,
    Optional<Origin> unreachable,
    Optional<StopIntent> stop,
    Optional<TeardownIntent> teardown,
    List<SavepointIntent> savepoints,
    Optional<RescaleIntent> rescale)
    implements ClusterIntent {
  /** The label with the job's id. */
  public static final String LABEL = "weir.io/job-id";

  public JobIntent {
    milestones = Set.copyOf(milestones);
    savepoints = List.copyOf(savepoints);
  }

  static JobIntent of(String namespace, String name, JobRequested request, Origin origin) {
    return new JobIntent(
        namespace,
        name,
        request,
        origin,
        JobPhase.STARTING,
        Set.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The session cluster that runs it, instead of a cluster of its own. */
  public Optional<JobSession> session() {
    return request.session();
  }

  public UUID deploymentId() {
    return request.deploymentId();
  }

  public UUID jobId() {
    return request.jobId();
  }

  /** By which ids it is known. */
  public JobIdentity identity() {
    boolean given =
        session().isPresent()
            || FlinkLine.parse(spec().flinkVersion()).filter(line -> !line.takesJobId()).isEmpty();
    return given ? JobIdentity.same(jobId()) : JobIdentity.ofZeros(jobId());
  }

  @Override
  public UUID ownerId() {
    return deploymentId();
  }

  @Override
  public JobSpec spec() {
    return request.spec();
  }

  @Override
  public int numberOfTaskManagers() {
    return request.spec().numberOfTaskManagers();
  }

  @Override
  public ClusterLabel label() {
    return new ClusterLabel(LABEL, jobId().toString());
  }

  @Override
  public Set<String> references() {
    return SecretReferences.of(request.spec());
  }

  @Override
  public Optional<String> programUri() {
    return request.spec().artifact().jarUri();
  }

  @Override
  public String ownDirectory() {
    return jobId().toString();
  }

  @Override
  public boolean encrypted() {
    return request.spec().encrypted();
  }

  @Override
  public boolean starting() {
    return phase == JobPhase.STARTING;
  }

  @Override
  public Instant deadline() {
    return request.deadline();
  }

  @Override
  public boolean going() {
    return teardown.isPresent();
  }

  @Override
  public String kubernetesNamespace() {
    return request.target().kubernetesNamespace();
  }

  @Override
  public String clusterName() {
    return request.clusterName();
  }

  @Override
  public Set<Part> parts() {
    Set<Part> parts = EnumSet.allOf(Part.class);
    parts.remove(Part.SESSION_JOB_MANAGER);
    if (!needsSecret()) parts.remove(Part.SECRET);
    return parts;
  }

  /** Whether the log shows this step of the start. */
  public boolean reached(Milestone milestone) {
    return milestones.contains(milestone);
  }

  /** Whether anything is being waited for, so that looking often pays. */
  public boolean unsettled() {
    return phase != JobPhase.RUNNING
        || stop.isPresent()
        || teardown.isPresent()
        || rescale.isPresent()
        || !savepoints.isEmpty();
  }

  /** This intent after an event about this job; other events change nothing. */
  JobIntent evolve(DeploymentEvent event, Origin by) {
    return switch (event) {
      case ClusterResourcesApplied e -> e.jobId().equals(jobId()) ? with(Milestone.APPLIED) : this;
      case ClusterBecameReady e -> e.jobId().equals(jobId()) ? with(Milestone.READY) : this;
      case JobSubmitted e -> e.jobId().equals(jobId()) ? with(Milestone.APPEARED) : this;
      case JobStarted e -> e.jobId().equals(jobId()) ? with(JobPhase.RUNNING) : this;
      case JobStartFailed e -> e.jobId().equals(jobId()) ? with(JobPhase.ENDED) : this;
      case JobTerminated e -> e.jobId().equals(jobId()) ? with(JobPhase.ENDED) : this;
      case JobFinished e -> e.jobId().equals(jobId()) ? with(JobPhase.ENDED) : this;
      case JobFailed e -> e.jobId().equals(jobId()) ? with(JobPhase.ENDED) : this;
      case JobStopRequested e ->
          e.jobId().equals(jobId())
              ? withStop(Optional.of(new StopIntent(e.mode(), e.deadline(), by)))
              : this;
      case JobStopFailed e -> e.jobId().equals(jobId()) ? withStop(Optional.empty()) : this;
      case ClusterTeardownRequested e ->
          e.jobId().equals(jobId())
              ? withTeardown(Optional.of(new TeardownIntent(e.attempt(), e.deadline(), by)))
              : this;
      case ClusterTeardownFailed e ->
          e.jobId().equals(jobId()) ? withTeardown(Optional.empty()) : this;
      case JobRestartsObserved e -> e.jobId().equals(jobId()) ? withRestarts(e.restarts()) : this;
      case RescaleRequested e ->
          e.jobId().equals(jobId()) ? with(request, Optional.of(new RescaleIntent(e, by))) : this;
      case JobRescaled e -> e.jobId().equals(jobId()) ? rescaled(e) : this;
      case JobRescaleFailed e -> e.jobId().equals(jobId()) ? with(request, Optional.empty()) : this;
      case ClusterUnreachable e ->
          e.jobId().equals(jobId()) ? withUnreachable(Optional.of(by)) : this;
      case ClusterReachable e ->
          e.jobId().equals(jobId()) ? withUnreachable(Optional.empty()) : this;
      case SavepointRequested e ->
          e.jobId().equals(jobId())
              ? withSavepoints(
                  all -> {
                    all.removeIf(each -> each.savepointId().equals(e.savepointId()));
                    all.add(new SavepointIntent(e, false, by));
                    return all;
                  })
              : this;
      case SavepointTriggered e ->
          withSavepoints(
              all -> {
                all.replaceAll(
                    each ->
                        each.savepointId().equals(e.savepointId())
                            ? new SavepointIntent(each.request(), true, each.origin())
                            : each);
                return all;
              });
      case SavepointCompleted e -> withoutSavepoint(e.savepointId());
      case SavepointFailed e -> withoutSavepoint(e.savepointId());
      case DeploymentRegistered e -> this;
      case DeploymentSpecRevised e -> this;
      case DeploymentDeleted e -> this;
      case DeploymentUndeleted e -> this;
      case TransitionStarted e -> this;
      case TransitionRedirected e -> this;
      case TransitionCompleted e -> this;
      case TransitionFailed e -> this;
      case JobRequested e -> this;
      case ClusterRemoved e -> this;
      case ForeignChangeReverted e -> this;
      case SavepointCopied e -> this;
      case RetainedCheckpointFound e -> this;
      case SavepointDisposalRequested e -> this;
      case SavepointDisposalStarted e -> this;
      case SavepointDisposed e -> this;
      case SavepointDisposalFailed e -> this;
      case SavepointPinned e -> this;
      case SavepointUnpinned e -> this;
    };
  }

  private JobIntent withoutSavepoint(UUID savepointId) {
    return withSavepoints(
        all -> {
          all.removeIf(each -> each.savepointId().equals(savepointId));
          return all;
        });
  }

  private JobIntent withSavepoints(UnaryOperator<List<SavepointIntent>> change) {
    return copy(
        phase,
        milestones,
        restarts,
        unreachable,
        stop,
        teardown,
        change.apply(new ArrayList<>(savepoints)));
  }

  private JobIntent with(Milestone milestone) {
    Set<Milestone> more = EnumSet.of(milestone);
    more.addAll(milestones);
    return copy(phase, more, restarts, unreachable, stop, teardown, savepoints);
  }

  /** A job that ended has nothing left to stop. */
  private JobIntent with(JobPhase next) {
    return copy(
        next,
        milestones,
        restarts,
        unreachable,
        next == JobPhase.ENDED ? Optional.empty() : stop,
        teardown,
        savepoints);
  }

  private JobIntent withStop(Optional<StopIntent> next) {
    return copy(phase, milestones, restarts, unreachable, next, teardown, savepoints);
  }

  private JobIntent withTeardown(Optional<TeardownIntent> next) {
    return copy(phase, milestones, restarts, unreachable, stop, next, savepoints);
  }

  private JobIntent withRestarts(long next) {
    return copy(phase, milestones, next, unreachable, stop, teardown, savepoints);
  }

  private JobIntent withUnreachable(Optional<Origin> next) {
    return copy(phase, milestones, restarts, next, stop, teardown, savepoints);
  }

  private JobIntent copy(
      JobPhase phase,
      Set<Milestone> milestones,
      long restarts,
      Optional<Origin> unreachable,
      Optional<StopIntent> stop,
      Optional<TeardownIntent> teardown,
      List<SavepointIntent> savepoints) {
    return new JobIntent(
        namespace,
        deploymentName,
        request,
        origin,
        phase,
        milestones,
        restarts,
        unreachable,
        stop,
        teardown,
        savepoints,
        rescale);
  }

  private JobIntent rescaled(JobRescaled e) {
    return with(
        request.rescaled(e.generation(), e.parallelism(), e.numberOfTaskManagers()),
        Optional.empty());
  }

  /** What is to run once the job has taken its new scale. */
  JobIntent atNewScale() {
    RescaleRequested asked = rescale.orElseThrow().request();
    return with(
        request.rescaled(asked.generation(), asked.parallelism(), asked.numberOfTaskManagers()),
        rescale);
  }

  private JobIntent with(JobRequested runs, Optional<RescaleIntent> next) {
    return new JobIntent(
        namespace,
        deploymentName,
        runs,
        origin,
        phase,
        milestones,
        restarts,
        unreachable,
        stop,
        teardown,
        savepoints,
        next);
  }
}
