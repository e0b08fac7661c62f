package io.weir.command.gate;

import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Recorded;
import io.weir.command.plain.Address;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.ResourceReferences.Referrer;
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

  /** The deployments of the namespace that have a job on it, or are about to. */
  List<String> jobsOf(String namespace, UUID sessionClusterId) {
    return references.to(sessionClusterId).stream()
        .filter(referrer -> referrer.kind().equals(AggregateKind.DEPLOYMENT.stored()))
        .filter(referrer -> isActive(namespace, referrer))
        .map(referrer -> "deployment " + referrer.name())
        .toList();
  }

  private boolean isActive(String namespace, Referrer referrer) {
    return names
        .find(AggregateKind.DEPLOYMENT, new Address(namespace, referrer.name()))
        .flatMap(deployments::find)
        .map(Recorded::state)
        .filter(SessionUsers::isActive)
        .isPresent();
  }

  private static boolean isActive(DeploymentState state) {
    return state.job().isPresent() || state.transition().isPresent();
  }
}
