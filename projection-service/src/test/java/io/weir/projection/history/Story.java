package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The log of one deployment, told flow by flow in the log's grammar. Each method appends what the
 * decider would, and assumes that the flow may happen now. Ids and times come from the random
 * source alone.
 */
public final class Story {
  public static final Instant BEGIN = Instant.parse("2026-11-21T05:00:00Z");
  private static final Actor USER = new Actor(Actor.Kind.USER, "alice");
  private static final Actor EXECUTOR = new Actor(Actor.Kind.EXECUTOR, "executor-1");
  private static final JobTarget TARGET = new JobTarget("default", "default");

  private final RandomGenerator random;
  private final UUID id;
  private final String namespace;
  private final String name;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Instant now = BEGIN;
  private UUID correlation;
  private DeploymentSpec spec;
  private long generation = 1;
  private ActualState state = ActualState.CANCELLED;
  private UUID transition;
  private UUID job;
  private UUID savepoint;
  private Optional<RestorePoint> latest = Optional.empty();
  private boolean deleted;

  public Story(RandomGenerator random, String namespace, String name) {
    this.random = random;
    this.id = uuid();
    this.namespace = namespace;
    this.name = name;
  }

  public UUID id() {
    return id;
  }

  public ActualState state() {
    return state;
  }

  public boolean deleted() {
    return deleted;
  }

  public UUID job() {
    return job;
  }

  public UUID savepoint() {
    return savepoint;
  }

  public DeploymentSpec spec() {
    return spec;
  }

  /** All events so far; positions are those of this deployment alone. */
  public List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  public Story register(DesiredState wish, UpgradeStrategy.Kind upgrade) {
    return register(wish, upgrade, Map.of("team", "orders"));
  }

  public Story register(
      DesiredState wish, UpgradeStrategy.Kind upgrade, Map<String, String> labels) {
    begin();
    spec = Specs.of(wish, upgrade, 1);
    byUser(
        "CreateDeployment",
        new DeploymentRegistered(
            id,
            namespace,
            name,
            Optional.of("The " + name),
            labels,
            Map.of("note", "x"),
            spec,
            Optional.of(TARGET),
            Optional.empty()));
    if (wish == DesiredState.RUNNING)
      requestStart(TransitionCause.WISH_CHANGED, "CreateDeployment");
    return this;
  }

  public Story wish(DesiredState wish) {
    begin();
    revise(Specs.wishing(spec, wish), Set.of(SpecChange.WISH), "PatchDeployment");
    return this;
  }

  /** An edit of labels only. */
  public Story relabel(Map<String, String> labels) {
    begin();
    byUser(
        "PatchDeployment",
        new DeploymentSpecRevised(
            id,
            Optional.empty(),
            labels,
            Map.of(),
            spec,
            Optional.of(TARGET),
            generation,
            Set.of(SpecChange.METADATA)));
    return this;
  }

  private void revise(DeploymentSpec revised, Set<SpecChange> changes, String command) {
    spec = revised;
    generation++;
    byUser(
        command,
        new DeploymentSpecRevised(
            id,
            Optional.of("The " + name),
            Map.of("team", "orders"),
            Map.of(),
            spec,
            Optional.of(TARGET),
            generation,
            changes));
  }

  /** The wish is RUNNING and no job exists. */
  public Story requestStart(TransitionCause cause, String command) {
    startTransition(DesiredState.RUNNING, cause, Optional.empty(), command);
    requestJob(1, command, USER);
    return this;
  }

  private void startTransition(
      DesiredState target,
      TransitionCause cause,
      Optional<UpgradeStrategy.Kind> upgrade,
      String command) {
    transition = uuid();
    append(
        cause == TransitionCause.JOB_FAILED ? EXECUTOR : USER,
        command,
        new TransitionStarted(id, transition, state, target, cause, generation, upgrade));
    state = ActualState.TRANSITIONING;
  }

  private void requestJob(int attempt, String command, Actor actor) {
    job = uuid();
    append(
        actor,
        command,
        new JobRequested(
            id,
            transition,
            job,
            "job-" + job,
            generation,
            TARGET,
            Specs.jobSpec(spec),
            new RestoreDecision(
                latest,
                latest.isPresent() ? RestoreRule.LATEST_STATE : RestoreRule.FIRST_START,
                List.of(),
                false,
                latest.isPresent() ? "From the newest." : "Empty."),
            attempt,
            4,
            now,
            now.plusSeconds(300)));
  }

  /** The requested job comes up. */
  public Story comeUp() {
    report("ClusterApplied", new ClusterResourcesApplied(id, job));
    report("ClusterReady", new ClusterBecameReady(id, job));
    report("JobAppeared", new JobSubmitted(id, job));
    tick();
    byExecutor("JobRunning", new JobStarted(id, job, now, latest.map(RestorePoint::location)));
    byExecutor("JobRunning", completed(ActualState.RUNNING));
    return this;
  }

  public Story start() {
    return wish(DesiredState.RUNNING)
        .requestStart(TransitionCause.WISH_CHANGED, "PatchDeployment")
        .comeUp();
  }

  /** One attempt fails; the next is requested once its cluster is gone. */
  public Story failToStart(FailureReason reason, int attempt) {
    report("ClusterApplied", new ClusterResourcesApplied(id, job));
    tick();
    boolean last = attempt == 4 || !reason.retryable();
    byExecutor(
        "StartFailed",
        new JobStartFailed(
            id,
            job,
            failure(reason),
            attempt,
            4,
            last ? Optional.empty() : Optional.of(now.plusSeconds(attempt))));
    tearDown("StartFailed");
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    if (last) giveUp(attempt == 4 ? FailureReason.ATTEMPTS_EXHAUSTED : reason, reason);
    else requestJob(attempt + 1, "ClusterGone", EXECUTOR);
    return this;
  }

  private void giveUp(FailureReason reason, FailureReason cause) {
    byExecutor(
        "ClusterGone",
        new TransitionFailed(id, transition, failure(reason), List.of(failure(cause))));
    state = ActualState.FAILED;
  }

  /** A transition to SUSPENDED, or a stateful upgrade, asks for its savepoint. */
  public Story requestSuspension() {
    wish(DesiredState.SUSPENDED);
    startTransition(
        DesiredState.SUSPENDED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    requestSavepoint(Optional.of(transition), SavepointOrigin.SUSPEND, 1, "PatchDeployment", USER);
    return this;
  }

  private void requestSavepoint(
      Optional<UUID> of, SavepointOrigin origin, int attempt, String command, Actor actor) {
    savepoint = uuid();
    append(
        actor,
        command,
        new SavepointRequested(
            id,
            savepoint,
            uuid(),
            job,
            "file:///data/storage/flink-savepoints/" + savepoint,
            origin,
            SavepointFormat.CANONICAL,
            of.isPresent() ? SavepointEffect.STOP : SavepointEffect.KEEP_RUNNING,
            of,
            attempt,
            of.isPresent() ? 4 : 1,
            now,
            Optional.empty(),
            now.plusSeconds(600)));
  }

  private void completeSavepoint(SavepointOrigin origin) {
    report("SavepointAccepted", new SavepointTriggered(id, savepoint));
    tick();
    String location = "file:///data/storage/flink-savepoints/" + savepoint + "/savepoint-1";
    byExecutor(
        "SavepointWritten",
        new SavepointCompleted(id, savepoint, location, Optional.of(4711L), now));
    latest =
        Optional.of(
            new RestorePoint(
                savepoint, location, origin, now, Duration.ofSeconds(3), Optional.of(job)));
  }

  /** The savepoint of a suspension or a stateful upgrade completes and the cluster goes. */
  public Story stopWithSavepoint() {
    completeSavepoint(SavepointOrigin.SUSPEND);
    byExecutor(
        "SavepointWritten",
        new JobStopRequested(
            id,
            transition,
            job,
            StopMode.AFTER_SAVEPOINT,
            Optional.of(savepoint),
            now.plusSeconds(60)));
    tick();
    byExecutor("JobEnded", new JobTerminated(id, job, FinalStatus.FINISHED, now));
    tearDown("JobEnded");
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    return this;
  }

  public Story suspend() {
    requestSuspension().stopWithSavepoint();
    byExecutor("ClusterGone", completed(ActualState.SUSPENDED));
    return this;
  }

  /** Every attempt at the suspension's savepoint fails; the job goes on. */
  public Story failToSuspend(FailureReason reason) {
    requestSuspension();
    for (int attempt = 1; attempt <= 4; attempt++) {
      tick();
      byExecutor(
          "SavepointUnsuccessful",
          new SavepointFailed(
              id,
              savepoint,
              failure(reason),
              attempt,
              4,
              attempt < 4 ? Optional.of(now.plusSeconds(attempt)) : Optional.empty()));
      if (attempt < 4)
        requestSavepoint(
            Optional.of(transition),
            SavepointOrigin.SUSPEND,
            attempt + 1,
            "SavepointUnsuccessful",
            EXECUTOR);
    }
    giveUp(FailureReason.ATTEMPTS_EXHAUSTED, reason);
    return this;
  }

  public Story cancel() {
    wish(DesiredState.CANCELLED);
    boolean nothingRuns = job == null || state != ActualState.RUNNING;
    startTransition(
        DesiredState.CANCELLED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    if (nothingRuns) {
      byUser("PatchDeployment", completed(ActualState.CANCELLED));
      return this;
    }
    byUser("PatchDeployment", stopRequested());
    return endCancelled(random.nextBoolean());
  }

  private JobStopRequested stopRequested() {
    return new JobStopRequested(
        id, transition, job, StopMode.CANCEL, Optional.empty(), now.plusSeconds(60));
  }

  /** The job that was asked to end is gone. */
  public Story endCancelled(boolean checkpointRetained) {
    tick();
    byExecutor("JobEnded", new JobTerminated(id, job, FinalStatus.CANCELED, now));
    if (checkpointRetained) retainCheckpoint();
    tearDown("JobEnded");
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    byExecutor("ClusterGone", completed(ActualState.CANCELLED));
    return this;
  }

  private void retainCheckpoint() {
    UUID kept = uuid();
    String location = "file:///data/storage/flink-checkpoints/" + job + "/chk-17";
    byExecutor("JobEnded", new RetainedCheckpointFound(id, kept, job, location, now));
    latest =
        Optional.of(
            new RestorePoint(
                kept,
                location,
                SavepointOrigin.RETAINED_CHECKPOINT,
                now,
                Duration.ofSeconds(1),
                Optional.of(job)));
  }

  /** A start or a suspension is turned to CANCELLED. */
  public Story redirectToCancelled(DesiredState abandoned) {
    wish(DesiredState.CANCELLED);
    byUser(
        "PatchDeployment",
        new TransitionRedirected(id, transition, abandoned, DesiredState.CANCELLED, generation));
    byUser("PatchDeployment", stopRequested());
    return endCancelled(false);
  }

  /** The job cannot be ended; its cluster is torn down, which takes two attempts. */
  public Story cancelTheHardWay() {
    wish(DesiredState.CANCELLED);
    startTransition(
        DesiredState.CANCELLED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    byUser("PatchDeployment", stopRequested());
    tick();
    byExecutor("StopFailed", new JobStopFailed(id, job, failure(FailureReason.STOP_FAILED)));
    tearDown("StopFailed");
    tick();
    byExecutor(
        "TeardownIncomplete",
        new ClusterTeardownFailed(
            id,
            job,
            List.of("Job/job-" + job + "-jobmanager"),
            failure(FailureReason.TEARDOWN_FAILED),
            1));
    byExecutor(
        "TeardownIncomplete",
        new ClusterTeardownRequested(id, job, "job-" + job, "default", 2, now.plusSeconds(120)));
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    byExecutor("ClusterGone", completed(ActualState.CANCELLED));
    return this;
  }

  /** The template changes while the job runs. */
  public Story upgrade() {
    begin();
    UpgradeStrategy.Kind kind = spec.upgradeStrategy().kind();
    revise(
        Specs.of(spec.state(), kind, spec.template().spec().parallelism() + 1),
        Set.of(SpecChange.TEMPLATE),
        "PatchDeployment");
    if (kind == UpgradeStrategy.Kind.NONE) return this;
    startTransition(
        DesiredState.RUNNING,
        TransitionCause.TEMPLATE_CHANGED,
        Optional.of(kind),
        "PatchDeployment");
    if (kind == UpgradeStrategy.Kind.STATEFUL) {
      requestSavepoint(
          Optional.of(transition), SavepointOrigin.SUSPEND, 1, "PatchDeployment", USER);
      stopWithSavepoint();
    } else {
      byUser("PatchDeployment", stopRequested());
      tick();
      byExecutor("JobEnded", new JobTerminated(id, job, FinalStatus.CANCELED, now));
      tearDown("JobEnded");
      tick();
      byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    }
    requestJob(1, "ClusterGone", EXECUTOR);
    return comeUp();
  }

  /** The job dies, and Weir starts another. */
  public Story heal(FailureReason reason) {
    begin();
    tick();
    byExecutor("JobEnded", new JobFailed(id, job, failure(reason), 1));
    if (random.nextBoolean()) retainCheckpoint();
    startTransition(DesiredState.RUNNING, TransitionCause.JOB_FAILED, Optional.empty(), "JobEnded");
    tearDown("JobEnded");
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    requestJob(1, "ClusterGone", EXECUTOR);
    return comeUp();
  }

  /** The same cause came back for the fifth time. */
  public Story healInVain() {
    begin();
    tick();
    byExecutor("JobEnded", new JobFailed(id, job, failure(FailureReason.JOB_FAILED), 5));
    startTransition(DesiredState.RUNNING, TransitionCause.JOB_FAILED, Optional.empty(), "JobEnded");
    tearDown("JobEnded");
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    giveUp(FailureReason.HEALING_BUDGET_SPENT, FailureReason.JOB_FAILED);
    return this;
  }

  public Story finish() {
    begin();
    tick();
    byExecutor("JobEnded", new JobFinished(id, job, now));
    tearDown("JobEnded");
    state = ActualState.FINISHED;
    tick();
    byExecutor("ClusterGone", new ClusterRemoved(id, job, "job-" + job));
    return this;
  }

  public Story userSavepoint(boolean works) {
    begin();
    requestSavepoint(Optional.empty(), SavepointOrigin.USER_REQUEST, 1, "CreateSavepoint", USER);
    if (works) completeSavepoint(SavepointOrigin.USER_REQUEST);
    else
      report(
          "SavepointUnsuccessful",
          new SavepointFailed(
              id, savepoint, failure(FailureReason.SAVEPOINT_FAILED), 1, 1, Optional.empty()));
    return this;
  }

  public Story copySavepoint() {
    begin();
    byUser(
        "CreateSavepoint",
        new SavepointCopied(
            id, uuid(), "file:///elsewhere/savepoint-2", Optional.of("abc"), Optional.empty()));
    return this;
  }

  /** Somebody holds a savepoint, lets it go and deletes it. */
  public Story disposeSavepoint(boolean works) {
    copySavepoint();
    UUID copy = ((SavepointCopied) events.getLast().event()).savepointId();
    begin();
    byUser("PinSavepoint", new SavepointPinned(id, copy, Optional.of("before the migration")));
    byUser("UnpinSavepoint", new SavepointUnpinned(id, copy));
    byUser(
        "DeleteSavepoint",
        new SavepointDisposalRequested(
            id, copy, "file:///elsewhere/savepoint-2", now.plusSeconds(600)));
    report("SavepointRemovalBegan", new SavepointDisposalStarted(id, copy));
    if (works) report("SavepointRemoved", new SavepointDisposed(id, copy, DataFate.REMOVED));
    else
      report(
          "SavepointNotRemoved",
          new SavepointDisposalFailed(id, copy, failure(FailureReason.DATA_NOT_REMOVED)));
    return this;
  }

  public Story wobble() {
    begin();
    report("RestartsCounted", new JobRestartsObserved(id, job, 1));
    report(
        "ClusterLost", new ClusterUnreachable(id, job, now, "GET /overview: connection refused"));
    report("ClusterFound", new ClusterReachable(id, job));
    report(
        "ForeignChangePutBack",
        new ForeignChangeReverted(id, job, "Deployment/job-taskmanager", "replicas 1 -> 3"));
    return this;
  }

  public Story delete() {
    begin();
    byUser("DeleteDeployment", new DeploymentDeleted(id));
    deleted = true;
    return this;
  }

  public Story undelete() {
    begin();
    byUser("UndeleteDeployment", new DeploymentUndeleted(id));
    deleted = false;
    return this;
  }

  private void tearDown(String command) {
    byExecutor(
        command,
        new ClusterTeardownRequested(id, job, "job-" + job, "default", 1, now.plusSeconds(60)));
  }

  private TransitionCompleted completed(ActualState reached) {
    state = reached;
    return new TransitionCompleted(id, transition, reached);
  }

  private Failure failure(FailureReason reason) {
    return new Failure(
        reason,
        "It failed at job " + job + ".",
        Optional.of("java.lang.IllegalStateException: \"tab\there\" and\nline\\end"),
        now);
  }

  private void report(String command, DeploymentEvent event) {
    tick();
    byExecutor(command, event);
  }

  private void byUser(String command, DeploymentEvent event) {
    append(USER, command, event);
  }

  private void byExecutor(String command, DeploymentEvent event) {
    append(EXECUTOR, command, event);
  }

  private void append(Actor actor, String command, DeploymentEvent event) {
    events.add(
        new RecordedEvent(
            new EventMetadata(
                uuid(),
                id,
                events.size(),
                events.size() + 1,
                now,
                namespace,
                name,
                actor,
                actor.equals(USER)
                    ? Optional.of("because, \"quoted\"\tand so on")
                    : Optional.empty(),
                correlation,
                uuid(),
                command,
                Optional.empty()),
            event));
  }

  private void begin() {
    tick();
    correlation = uuid();
  }

  /** Time may stand still, as the clocks of real machines do. */
  private void tick() {
    now = now.plusNanos(random.nextInt(4) == 0 ? 0 : random.nextInt(2_000_000) * 1_000L);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
