package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;

/** One thing the deployment controller does. */
sealed interface DeploymentAction {

  /** Creates the replica set of the template as it is now. */
  record Create(ReplicaSet set) implements DeploymentAction {}

  record Scale(ReplicaSet set, int replicas) implements DeploymentAction {}

  /** Writes down the place of a replica set in the deployment's history. */
  record Revise(ReplicaSet set, long revision) implements DeploymentAction {}

  /** Forgets a replica set that history has no room for. */
  record Forget(ReplicaSet set) implements DeploymentAction {}
}
