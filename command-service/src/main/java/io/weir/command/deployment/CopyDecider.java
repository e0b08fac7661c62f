package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.CopySource;
import io.weir.events.deployment.SavepointCopied;
import java.util.Optional;
import java.util.UUID;

/** May a deployment point at this data, and what does its catalogue say then? */
final class CopyDecider {
  private CopyDecider() {}

  static Outcome decide(DeploymentState state, CopySavepoint command, Moment moment) {
    if (state.deleted()) return EditDecider.notFound(state);
    if (state.catalogue().find(command.savepointId()).isPresent())
      return SavepointDecider.taken(command.savepointId());
    if (command.data().doomed()) return doomed(command.location());
    return new Plan(state, moment)
        .add(
            new SavepointCopied(
                command.deploymentId(),
                command.savepointId(),
                command.location(),
                command.flinkSavepointId(),
                command.source()))
        .accepted();
  }

  static Outcome doomed(String location) {
    return Outcome.refused(
        RefusalCode.DATA_BEING_DELETED,
        "The data at %s is being deleted, or its deletion failed half-way. Choose another savepoint",
        location);
  }

  /** What a copy of this savepoint says about where it comes from. */
  static Optional<CopySource> source(UUID deploymentId, CataloguedSavepoint savepoint) {
    return savepoint
        .completedAt()
        .map(at -> new CopySource(deploymentId, savepoint.id(), at, savepoint.sizeBytes()));
  }
}
