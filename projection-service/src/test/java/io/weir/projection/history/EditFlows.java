package io.weir.projection.history;

import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What users change of the deployment itself: its wish, its labels, that it is there. */
final class EditFlows {
  private final StoryLog log;
  private final Steps steps;

  EditFlows(StoryLog log, Steps steps) {
    this.log = log;
    this.steps = steps;
  }

  void register(DesiredState wish, UpgradeStrategy.Kind upgrade, Map<String, String> labels) {
    log.begin();
    log.spec = Specs.of(wish, upgrade, 1);
    log.byUser(
        "CreateDeployment",
        new DeploymentRegistered(
            log.id,
            log.namespace,
            log.name,
            Optional.of("The " + log.name),
            labels,
            Map.of("note", "x"),
            log.spec,
            Optional.of(StoryLog.TARGET),
            Optional.empty()));
    if (wish == DesiredState.RUNNING)
      steps.requestStart(TransitionCause.WISH_CHANGED, "CreateDeployment");
  }

  void wish(DesiredState wish) {
    log.begin();
    revise(Specs.wishing(log.spec, wish), Set.of(SpecChange.WISH), "PatchDeployment");
  }

  /** An edit of labels only. */
  void relabel(Map<String, String> labels) {
    log.begin();
    recordRevision(
        "PatchDeployment", Optional.empty(), labels, Set.of(SpecChange.METADATA), Optional.empty());
  }

  void revise(DeploymentSpec revised, Set<SpecChange> changes, String command) {
    log.spec = revised;
    log.generation++;
    recordRevision(command, changes, Optional.empty());
  }

  /** The template of that job again. */
  void rollBack(Rollback to) {
    log.begin();
    log.generation++;
    log.rollback = Optional.of(to);
    recordRevision("RollBackDeployment", Set.of(SpecChange.TEMPLATE), log.rollback);
  }

  private void recordRevision(
      String command, Set<SpecChange> changes, Optional<Rollback> rollback) {
    recordRevision(
        command, Optional.of("The " + log.name), Map.of("team", "orders"), changes, rollback);
  }

  private void recordRevision(
      String command,
      Optional<String> displayName,
      Map<String, String> labels,
      Set<SpecChange> changes,
      Optional<Rollback> rollback) {
    log.byUser(
        command,
        new DeploymentSpecRevised(
            log.id,
            displayName,
            labels,
            Map.of(),
            log.spec,
            Optional.of(StoryLog.TARGET),
            log.generation,
            changes,
            rollback));
  }

  void delete() {
    log.begin();
    log.byUser("DeleteDeployment", new DeploymentDeleted(log.id));
    log.deleted = true;
  }

  void undelete() {
    log.begin();
    log.byUser("UndeleteDeployment", new DeploymentUndeleted(log.id));
    log.deleted = false;
  }
}
