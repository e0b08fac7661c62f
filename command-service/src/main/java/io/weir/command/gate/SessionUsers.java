package io.weir.command.gate;

import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.SessionUse;
import io.weir.command.plain.Address;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.StoredDeployments;
import io.weir.events.AggregateKind;
import java.util.List;
import java.util.UUID;

/**
 * Who is on a session cluster, in the transaction of the calling thread. True until that ends if
 * the caller has locked the cluster's name: who would begin to use it waits for the same row
 * (docs/adr/070).
 */
final class SessionUsers {
  private final ResourceNames names;
  private final ResourceReferences references;
  private final StoredDeployments deployments;

  SessionUsers(ResourceNames names, ResourceReferences references, StoredDeployments deployments) {
    this.names = names;
    this.references = references;
    this.deployments = deployments;
  }

  /** Everything that refers to it, by kind and name. */
  List<String> referrers(UUID sessionClusterId) {
    return references.to(sessionClusterId).stream().map(r -> r.kind() + " " + r.name()).toList();
  }

  /**
   * The deployments that have a job on it, or are about to.
   *
   * @param address its name
   */
  List<String> jobsOf(Address address, UUID sessionClusterId) {
    return references.to(sessionClusterId).stream()
        .filter(referrer -> referrer.kind().equals(AggregateKind.DEPLOYMENT.stored()))
        .filter(
            referrer ->
                names
                    .find(
                        AggregateKind.DEPLOYMENT, new Address(address.namespace(), referrer.name()))
                    .flatMap(deployments::find)
                    .map(Recorded::state)
                    .filter(state -> SessionUse.of(state, sessionClusterId, address.name()))
                    .isPresent())
        .map(referrer -> "deployment " + referrer.name())
        .toList();
  }
}
