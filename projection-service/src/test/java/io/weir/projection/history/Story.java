package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The log of one deployment, told flow by flow in the log's grammar. Each method appends what the
 * decider would, and assumes that the flow may happen now.
 */
public final class Story {
  public static final Instant BEGIN = Instant.parse("2026-11-21T05:00:00Z");

  private final StoryLog log;
  private final Steps steps;
  private final EditFlows edits;
  private final SavepointFlows savepoints;
  private final StopFlows stops;
  private final StartFlows starts;
  private final RescaleFlows rescales;

  public Story(RandomGenerator random, String namespace, String name) {
    log = new StoryLog(random, namespace, name);
    steps = new Steps(log);
    savepoints = new SavepointFlows(log);
    edits = new EditFlows(log, steps);
    stops = new StopFlows(log, steps, savepoints, edits);
    starts = new StartFlows(log, steps, savepoints, edits, stops);
    rescales = new RescaleFlows(log, steps, savepoints, edits, stops, starts);
  }

  public UUID id() {
    return log.id;
  }

  public ActualState state() {
    return log.state;
  }

  public boolean deleted() {
    return log.deleted;
  }

  public UUID job() {
    return log.job;
  }

  public UUID savepoint() {
    return log.savepoint;
  }

  public DeploymentSpec spec() {
    return log.spec;
  }

  /** All events so far; positions are those of this deployment alone. */
  public List<RecordedEvent> events() {
    return List.copyOf(log.events);
  }

  public Story register(DesiredState wish, UpgradeStrategy.Kind upgrade) {
    return register(wish, upgrade, Map.of("team", "orders"));
  }

  public Story register(
      DesiredState wish, UpgradeStrategy.Kind upgrade, Map<String, String> labels) {
    edits.register(wish, upgrade, labels);
    return this;
  }

  /** From now on its jobs are placed on a session cluster. */
  public Story placedOn(JobSession session) {
    log.session = Optional.of(session);
    return this;
  }

  public Story wish(DesiredState wish) {
    edits.wish(wish);
    return this;
  }

  /** An edit of labels only. */
  public Story relabel(Map<String, String> labels) {
    edits.relabel(labels);
    return this;
  }

  public Story delete() {
    edits.delete();
    return this;
  }

  public Story undelete() {
    edits.undelete();
    return this;
  }

  /** The wish is RUNNING and no job exists. */
  public Story requestStart(TransitionCause cause, String command) {
    steps.requestStart(cause, command);
    return this;
  }

  /** The requested job comes up. */
  public Story comeUp() {
    starts.comeUp();
    return this;
  }

  /** One attempt fails; the next is requested once its cluster is gone. */
  public Story failToStart(FailureReason reason, int attempt) {
    starts.failToStart(reason, attempt);
    return this;
  }

  /** The template changes while the job runs. */
  public Story upgrade() {
    starts.upgrade();
    return this;
  }

  /** What an earlier job ran is to run again, though a job runs. */
  public Story rollBack(Rollback to) {
    starts.rollBack(to);
    return this;
  }

  /** The running job is replaced with its state, whatever the upgrade strategy. */
  public Story restart() {
    starts.restart();
    return this;
  }

  /** The scale alone changes, and the running job takes it. */
  public Story rescale() {
    rescales.rescale();
    return this;
  }

  /** The scale alone changes, and Flink refuses it: the job is replaced. */
  public Story replaceInsteadOfRescale() {
    rescales.replaceInstead();
    return this;
  }

  /** Flink refuses another scale when a suspension is wished already. */
  public Story suspendInsteadOfRescale() {
    rescales.suspendInstead();
    return this;
  }

  /** The job dies, and Weir starts another. */
  public Story heal(FailureReason reason) {
    starts.heal(reason);
    return this;
  }

  /** The same cause came back for the fifth time. */
  public Story healInVain() {
    starts.healInVain();
    return this;
  }

  public Story wobble() {
    starts.wobble();
    return this;
  }

  /** A transition to SUSPENDED, or a stateful upgrade, asks for its savepoint. */
  public Story requestSuspension() {
    stops.requestSuspension();
    return this;
  }

  /** The savepoint of a suspension or a stateful upgrade completes and the cluster goes. */
  public Story stopWithSavepoint() {
    stops.stopWithSavepoint();
    return this;
  }

  public Story suspend() {
    stops.suspend();
    return this;
  }

  /** Every attempt at the suspension's savepoint fails; the job goes on. */
  public Story failToSuspend(FailureReason reason) {
    stops.failToSuspend(reason);
    return this;
  }

  public Story cancel() {
    stops.cancel();
    return this;
  }

  /** The job that was asked to end is gone. */
  public Story endCancelled(boolean checkpointRetained) {
    stops.endCancelled(checkpointRetained);
    return this;
  }

  /** A start or a suspension is turned to CANCELLED. */
  public Story redirectToCancelled(DesiredState abandoned) {
    stops.redirectToCancelled(abandoned);
    return this;
  }

  /** The job cannot be ended; its cluster is torn down, which takes two attempts. */
  public Story cancelTheHardWay() {
    stops.cancelTheHardWay();
    return this;
  }

  public Story finish() {
    stops.finish();
    return this;
  }

  public Story userSavepoint(boolean works) {
    savepoints.userSavepoint(works);
    return this;
  }

  public Story copySavepoint() {
    savepoints.copySavepoint();
    return this;
  }

  /** Somebody holds a savepoint, lets it go and deletes it. */
  public Story disposeSavepoint(boolean works) {
    savepoints.disposeSavepoint(works);
    return this;
  }

  public Story giveUpSavepointThatWasNotSeen() {
    savepoints.giveUpSavepointThatWasNotSeen();
    return this;
  }

  public Story start() {
    return wish(DesiredState.RUNNING)
        .requestStart(TransitionCause.WISH_CHANGED, "PatchDeployment")
        .comeUp();
  }
}
