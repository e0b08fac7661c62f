package io.weir.events.wire;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.events.defaults.DeploymentDefaultsRevised;
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
import io.weir.events.namespaces.NamespaceDeleted;
import io.weir.events.namespaces.NamespaceDeletionRequested;
import io.weir.events.namespaces.NamespaceRegistered;
import io.weir.events.namespaces.NamespaceRevised;
import io.weir.events.secrets.SecretValueDeleted;
import io.weir.events.secrets.SecretValueRegistered;
import io.weir.events.secrets.SecretValueRevised;
import io.weir.events.sessions.SessionClusterDeleted;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterRegistered;
import io.weir.events.sessions.SessionClusterRevised;
import io.weir.events.sessions.SessionClusterScaleFailed;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import io.weir.events.tokens.ApiTokenCreated;
import io.weir.events.tokens.ApiTokenDeleted;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The wire table of events: stable name and current revision of each record. */
public enum EventType implements WireType<WeirEvent> {
  DEPLOYMENT_REGISTERED("deployment.registered", "1", DeploymentRegistered.class),
  DEPLOYMENT_SPEC_REVISED("deployment.spec-revised", "1", DeploymentSpecRevised.class),
  DEPLOYMENT_DELETED("deployment.deleted", "1", DeploymentDeleted.class),
  DEPLOYMENT_UNDELETED("deployment.undeleted", "1", DeploymentUndeleted.class),
  TRANSITION_STARTED("transition.started", "1", TransitionStarted.class),
  TRANSITION_REDIRECTED("transition.redirected", "1", TransitionRedirected.class),
  TRANSITION_COMPLETED("transition.completed", "1", TransitionCompleted.class),
  TRANSITION_FAILED("transition.failed", "1", TransitionFailed.class),
  JOB_REQUESTED("job.requested", "1", JobRequested.class),
  JOB_CLUSTER_RESOURCES_APPLIED(
      "job.cluster-resources-applied", "1", ClusterResourcesApplied.class),
  JOB_CLUSTER_BECAME_READY("job.cluster-became-ready", "1", ClusterBecameReady.class),
  JOB_SUBMITTED("job.submitted", "1", JobSubmitted.class),
  JOB_STARTED("job.started", "1", JobStarted.class),
  JOB_START_FAILED("job.start-failed", "1", JobStartFailed.class),
  JOB_STOP_REQUESTED("job.stop-requested", "1", JobStopRequested.class),
  JOB_TERMINATED("job.terminated", "1", JobTerminated.class),
  JOB_STOP_FAILED("job.stop-failed", "1", JobStopFailed.class),
  JOB_FINISHED("job.finished", "1", JobFinished.class),
  JOB_FAILED("job.failed", "1", JobFailed.class),
  JOB_RESTARTS_OBSERVED("job.restarts-observed", "1", JobRestartsObserved.class),
  JOB_RESCALE_REQUESTED("job.rescale-requested", "1", RescaleRequested.class),
  JOB_RESCALED("job.rescaled", "1", JobRescaled.class),
  JOB_RESCALE_FAILED("job.rescale-failed", "1", JobRescaleFailed.class),
  JOB_CLUSTER_UNREACHABLE("job.cluster-unreachable", "1", ClusterUnreachable.class),
  JOB_CLUSTER_REACHABLE("job.cluster-reachable", "1", ClusterReachable.class),
  JOB_FOREIGN_CHANGE_REVERTED("job.foreign-change-reverted", "1", ForeignChangeReverted.class),
  CLUSTER_TEARDOWN_REQUESTED("cluster.teardown-requested", "1", ClusterTeardownRequested.class),
  CLUSTER_TEARDOWN_FAILED("cluster.teardown-failed", "1", ClusterTeardownFailed.class),
  CLUSTER_REMOVED("cluster.removed", "1", ClusterRemoved.class),
  SAVEPOINT_REQUESTED("savepoint.requested", "1", SavepointRequested.class),
  SAVEPOINT_TRIGGERED("savepoint.triggered", "1", SavepointTriggered.class),
  SAVEPOINT_COMPLETED("savepoint.completed", "1", SavepointCompleted.class),
  SAVEPOINT_FAILED("savepoint.failed", "1", SavepointFailed.class),
  SAVEPOINT_COPIED("savepoint.copied", "1", SavepointCopied.class),
  SAVEPOINT_RETAINED_CHECKPOINT_FOUND(
      "savepoint.retained-checkpoint-found", "1", RetainedCheckpointFound.class),
  SAVEPOINT_DISPOSAL_REQUESTED(
      "savepoint.disposal-requested", "1", SavepointDisposalRequested.class),
  SAVEPOINT_DISPOSAL_STARTED("savepoint.disposal-started", "1", SavepointDisposalStarted.class),
  SAVEPOINT_DISPOSED("savepoint.disposed", "1", SavepointDisposed.class),
  SAVEPOINT_DISPOSAL_FAILED("savepoint.disposal-failed", "1", SavepointDisposalFailed.class),
  SAVEPOINT_PINNED("savepoint.pinned", "1", SavepointPinned.class),
  SAVEPOINT_UNPINNED("savepoint.unpinned", "1", SavepointUnpinned.class),
  DEPLOYMENT_TARGET_REGISTERED(
      AggregateKind.DEPLOYMENT_TARGET,
      "deployment-target.registered",
      "1",
      DeploymentTargetRegistered.class),
  DEPLOYMENT_TARGET_REVISED(
      AggregateKind.DEPLOYMENT_TARGET,
      "deployment-target.revised",
      "1",
      DeploymentTargetRevised.class),
  DEPLOYMENT_TARGET_DELETED(
      AggregateKind.DEPLOYMENT_TARGET,
      "deployment-target.deleted",
      "1",
      DeploymentTargetDeleted.class),
  DEPLOYMENT_DEFAULTS_REVISED(
      AggregateKind.DEPLOYMENT_DEFAULTS,
      "deployment-defaults.revised",
      "1",
      DeploymentDefaultsRevised.class),
  SESSION_CLUSTER_REGISTERED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.registered",
      "1",
      SessionClusterRegistered.class),
  SESSION_CLUSTER_REVISED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.revised", "1", SessionClusterRevised.class),
  SESSION_CLUSTER_DELETED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.deleted", "1", SessionClusterDeleted.class),
  SESSION_CLUSTER_START_REQUESTED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.start-requested",
      "1",
      SessionClusterStartRequested.class),
  SESSION_CLUSTER_STARTED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.started", "1", SessionClusterStarted.class),
  SESSION_CLUSTER_FAILED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.failed", "1", SessionClusterFailed.class),
  SESSION_CLUSTER_SCALE_REQUESTED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.scale-requested",
      "1",
      SessionClusterScaleRequested.class),
  SESSION_CLUSTER_SCALED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.scaled", "1", SessionClusterScaled.class),
  SESSION_CLUSTER_SCALE_FAILED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.scale-failed",
      "1",
      SessionClusterScaleFailed.class),
  SESSION_CLUSTER_STOP_REQUESTED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.stop-requested",
      "1",
      SessionClusterStopRequested.class),
  SESSION_CLUSTER_STOP_FAILED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.stop-failed",
      "1",
      SessionClusterStopFailed.class),
  SESSION_CLUSTER_STOPPED(
      AggregateKind.SESSION_CLUSTER, "session-cluster.stopped", "1", SessionClusterStopped.class),
  SESSION_CLUSTER_FOREIGN_CHANGE_REVERTED(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.foreign-change-reverted",
      "1",
      SessionClusterForeignChangeReverted.class),
  SESSION_CLUSTER_UNREACHABLE(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.unreachable",
      "1",
      SessionClusterUnreachable.class),
  SESSION_CLUSTER_REACHABLE(
      AggregateKind.SESSION_CLUSTER,
      "session-cluster.reachable",
      "1",
      SessionClusterReachable.class),
  NAMESPACE_REGISTERED(
      AggregateKind.NAMESPACE, "namespace.registered", "1", NamespaceRegistered.class),
  NAMESPACE_REVISED(AggregateKind.NAMESPACE, "namespace.revised", "1", NamespaceRevised.class),
  NAMESPACE_DELETION_REQUESTED(
      AggregateKind.NAMESPACE,
      "namespace.deletion-requested",
      "1",
      NamespaceDeletionRequested.class),
  NAMESPACE_DELETED(AggregateKind.NAMESPACE, "namespace.deleted", "1", NamespaceDeleted.class),
  API_TOKEN_CREATED(AggregateKind.API_TOKEN, "api-token.created", "1", ApiTokenCreated.class),
  API_TOKEN_DELETED(AggregateKind.API_TOKEN, "api-token.deleted", "1", ApiTokenDeleted.class),
  SECRET_VALUE_REGISTERED(
      AggregateKind.SECRET_VALUE, "secret-value.registered", "1", SecretValueRegistered.class),
  SECRET_VALUE_REVISED(
      AggregateKind.SECRET_VALUE, "secret-value.revised", "1", SecretValueRevised.class),
  SECRET_VALUE_DELETED(
      AggregateKind.SECRET_VALUE, "secret-value.deleted", "1", SecretValueDeleted.class),
  AUTOPILOT_POLICY_SET(
      AggregateKind.AUTOPILOT_POLICY, "autopilot-policy.set", "1", AutopilotPolicySet.class);

  private static final Map<Class<?>, EventType> BY_CLASS =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::javaType, Function.identity()));
  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

  private final AggregateKind kind;
  private final String wireName;
  private final String revision;
  private final Class<? extends WeirEvent> javaType;

  /** An event of a deployment. */
  EventType(String wireName, String revision, Class<? extends DeploymentEvent> javaType) {
    this(AggregateKind.DEPLOYMENT, wireName, revision, javaType);
  }

  EventType(
      AggregateKind kind, String wireName, String revision, Class<? extends WeirEvent> javaType) {
    this.kind = kind;
    this.wireName = wireName;
    this.revision = revision;
    this.javaType = javaType;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public Class<? extends WeirEvent> javaType() {
    return javaType;
  }

  /** The kind of aggregate that these events happen to. */
  public AggregateKind kind() {
    return kind;
  }

  /** The type of a record. */
  public static EventType of(WeirEvent value) {
    return BY_CLASS.get(value.getClass());
  }

  /** The type with this wire name, if this version knows it. */
  public static Optional<EventType> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
