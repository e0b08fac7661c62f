package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Transition;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Empty starts, cancels and stops: each needs a word of the user or a savepoint that is there. */
final class NoStateLostWithoutAWord implements Invariant {
  private final World world;

  /** Kept here by its own rule, so that the catalogue's is checked. */
  private final Set<UUID> leftBehind = new HashSet<>();

  NoStateLostWithoutAWord(World world) {
    this.world = world;
  }

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    switch (event) {
      case JobRequested e -> begins(before, e);
      case JobStopRequested e -> stops(before, e);
      case TransitionCompleted e when e.state() == ActualState.SUSPENDED -> suspended(before);
      default -> {}
    }
  }

  private void begins(DeploymentState before, JobRequested job) {
    Optional<UUID> chosen = job.restore().chosen().map(RestorePoint::savepointId);
    if (chosen.isPresent()) restores(before, job.restore());
    else beginsEmpty(before, job);
    boolean rollsBack =
        before.wish().rollback().filter(r -> r.restore() != RollbackRestore.LATEST).isPresent();
    if (!rollsBack) return;
    leftBehind.clear();
    before.catalogue().savepoints().forEach(s -> leftBehind.add(s.id()));
    chosen.ifPresent(leftBehind::remove);
  }

  private void beginsEmpty(DeploymentState before, JobRequested job) {
    if (!before.history().everStarted()) return;
    RestoreRule rule = job.restore().rule();
    boolean byStrategy =
        rule == RestoreRule.NONE
            && before.wish().spec().restoreStrategy().kind() == RestoreStrategy.Kind.NONE;
    boolean byWord =
        rule == RestoreRule.EMPTY_START_CONFIRMED
            && (world.confirmedEmptyStart()
                || stateless(before)
                || rollback(before, RollbackRestore.NONE).isPresent());
    assertThat(byStrategy || byWord).as("an empty start by %s was asked for", rule).isTrue();
  }

  private static Optional<Rollback> rollback(DeploymentState state, RollbackRestore restore) {
    return state.wish().rollback().filter(r -> r.restore() == restore);
  }

  private void restores(DeploymentState before, RestoreDecision decision) {
    RestorePoint point = decision.chosen().orElseThrow();
    if (point.origin() != SavepointOrigin.COPIED)
      assertThat(world.flink().holds(point.location())).as("data at %s", point.location()).isTrue();
    Optional<Rollback> ofJob = rollback(before, RollbackRestore.OF_JOB);
    if (ofJob.isPresent()) {
      assertThat(decision.rule()).isEqualTo(RestoreRule.OF_JOB);
      assertThat(ofJob.get().savepointId()).as("what was chosen").contains(point.savepointId());
      return;
    }
    boolean checkpointsToo =
        before.wish().spec().restoreStrategy().kind() == RestoreStrategy.Kind.LATEST_STATE;
    CataloguedSavepoint newest =
        before.catalogue().savepoints().reversed().stream()
            .filter(s -> s.phase() == CataloguedSavepoint.Phase.COMPLETED)
            .filter(s -> !leftBehind.contains(s.id()))
            .filter(s -> checkpointsToo || s.origin() != SavepointOrigin.RETAINED_CHECKPOINT)
            .findFirst()
            .orElseThrow();
    assertThat(point.savepointId()).as("the newest restore point").isEqualTo(newest.id());
  }

  private void stops(DeploymentState before, JobStopRequested stop) {
    if (stop.mode() != StopMode.CANCEL) {
      CataloguedSavepoint taken =
          before.catalogue().find(stop.savepointId().orElseThrow()).orElseThrow();
      assertThat(taken.phase()).isEqualTo(CataloguedSavepoint.Phase.COMPLETED);
      assertThat(world.flink().holds(taken.location().orElseThrow()))
          .as("the savepoint's data is there before anything is removed")
          .isTrue();
      return;
    }
    boolean ran = before.job().filter(j -> j.phase() == CurrentJob.Phase.STARTED).isPresent();
    if (!ran) return;
    assertThat(
            before.deleted()
                || before.wish().state() == DesiredState.CANCELLED
                || stateless(before))
        .as("a running job is cancelled only by the wish, by STATELESS, or when it is deleted")
        .isTrue();
  }

  private void suspended(DeploymentState before) {
    List<CataloguedSavepoint> complete =
        before.catalogue().savepoints().stream()
            .filter(s -> s.phase() == CataloguedSavepoint.Phase.COMPLETED)
            .filter(s -> s.origin() != SavepointOrigin.RETAINED_CHECKPOINT)
            .toList();
    assertThat(complete).as("savepoints to be suspended at").isNotEmpty();
  }

  private static boolean stateless(DeploymentState state) {
    Optional<UpgradeStrategy.Kind> upgrade = state.transition().flatMap(Transition::upgrade);
    return upgrade.filter(UpgradeStrategy.Kind.STATELESS::equals).isPresent();
  }
}
