package io.weir.command.gate;

import io.weir.command.body.TargetDirectory;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.store.ResourceNames;
import io.weir.command.targets.TargetState;
import io.weir.events.AggregateKind;
import io.weir.events.deployment.JobTarget;
import io.weir.events.targets.DeploymentTargetEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deployment targets of the event store, in the transaction of the calling thread. */
public final class StoredTargets implements TargetDirectory {
  private static final AggregateKind KIND = AggregateKind.DEPLOYMENT_TARGET;

  private final PlainCommands<TargetState, DeploymentTargetEvent> targets;
  private final ResourceNames names;
  private final String kubernetesNamespace;

  /**
   * @param kubernetesNamespace of targets that name none
   */
  public StoredTargets(
      PlainCommands<TargetState, DeploymentTargetEvent> targets,
      ResourceNames names,
      String kubernetesNamespace) {
    this.targets = targets;
    this.names = names;
    this.kubernetesNamespace = kubernetesNamespace;
  }

  @Override
  public Optional<Entry> named(String namespace, String name) {
    return names
        .findToReferTo(KIND, new Address(namespace, name))
        .flatMap(targets::find)
        .map(this::entry);
  }

  @Override
  public Optional<Entry> identified(String namespace, UUID id) {
    return targets
        .find(id)
        .filter(found -> found.state().namespace().equals(namespace))
        .flatMap(found -> named(namespace, found.state().name()));
  }

  @Override
  public List<String> names(String namespace) {
    return names.names(KIND, namespace);
  }

  private Entry entry(Stored<TargetState> stored) {
    TargetState state = stored.state();
    return new Entry(
        state.id(),
        new JobTarget(state.name(), state.kubernetesNamespace().orElse(kubernetesNamespace)));
  }
}
