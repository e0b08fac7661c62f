package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.spec.DesiredState;
import java.util.Optional;

/**
 * What is a fork? The source's spec, secrets still by reference, CANCELLED, and at will a pointer
 * to one of the source's savepoints as the next restore point.
 */
final class ForkDecider {
  private ForkDecider() {}

  static Outcome decide(ForkDeployment command, Moment moment) {
    DeploymentState source = command.source();
    if (source.deleted()) return EditDecider.notFound(source);
    Plan plan = new Plan(null, moment).add(registered(command));
    if (command.from().isEmpty()) return plan.accepted();
    ForkDeployment.From from = command.from().get();
    Optional<CataloguedSavepoint> savepoint = source.catalogue().find(from.savepointId());
    if (savepoint.isEmpty())
      return Outcome.refused(
          RefusalCode.SAVEPOINT_NOT_FOUND,
          "The deployment %s has no savepoint %s. Fork from one of its own",
          source.identity().name(),
          from.savepointId());
    boolean usable =
        savepoint.get().phase() == CataloguedSavepoint.Phase.COMPLETED && from.data().isPresent();
    if (!usable)
      return Outcome.refused(
          RefusalCode.SAVEPOINT_NOT_COMPLETE,
          "The savepoint %s cannot be restored from: it is %s. Wait until it is COMPLETED, or fork from another",
          from.savepointId(),
          savepoint.get().phase());
    if (from.data().get().doomed()) return CopyDecider.doomed(from.data().get().location());
    return plan.add(copied(command, from, savepoint.get())).accepted();
  }

  private static DeploymentRegistered registered(ForkDeployment command) {
    Identity source = command.source().identity();
    return new DeploymentRegistered(
        command.deploymentId(),
        source.namespace(),
        command.name(),
        Optional.of(command.displayName().orElse("Fork of " + source.name())),
        source.labels(),
        source.annotations(),
        command.source().wish().spec().withState(DesiredState.CANCELLED),
        command.source().wish().target(),
        Optional.of(source.id()));
  }

  private static SavepointCopied copied(
      ForkDeployment command, ForkDeployment.From from, CataloguedSavepoint savepoint) {
    return new SavepointCopied(
        command.deploymentId(),
        from.copyId(),
        savepoint.location().orElseThrow(),
        savepoint.flinkSavepointId(),
        CopyDecider.source(command.source().identity().id(), savepoint));
  }
}
