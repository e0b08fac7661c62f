package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Leads each deployment to its template and replica count. */
final class DeploymentController implements KeyedLoop.Look<ObjectKey> {
  private static final int CONFLICT = 409;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final EventRecorder events;
  private final Clock clock;

  DeploymentController(KubernetesClient client, EventRecorder events, Clock clock) {
    this.client = client;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    Deployment deployment =
        client.apps().deployments().inNamespace(key.namespace()).withName(key.name()).get();
    if (deployment == null) {
      return Optional.empty();
    }
    List<ReplicaSet> sets =
        Ownership.controlled(
            client.apps().replicaSets().inNamespace(key.namespace()).list().getItems(), deployment);
    List<Pod> pods = client.pods().inNamespace(key.namespace()).list().getItems();
    DeploymentDecider.Decision decision =
        DeploymentDecider.decide(deployment, sets, pods, clock.instant());
    if (!decision.status().equals(deployment.getStatus())) {
      deployment.setStatus(decision.status());
      client.resource(deployment).updateStatus();
    }
    decision
        .revision()
        .ifPresent(
            revision ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .patch(MERGE, annotation(revision)));
    for (DeploymentAction action : decision.actions()) {
      act(deployment, action);
    }
    return decision.lookAgainIn();
  }

  private void act(Deployment deployment, DeploymentAction action) {
    switch (action) {
      case DeploymentAction.Create create -> create(create.set());
      case DeploymentAction.Scale scale -> {
        patch(scale.set(), "{\"spec\":{\"replicas\":" + scale.replicas() + "}}");
        int before = RolloutPlan.spec(scale.set());
        events.record(
            deployment,
            EventRecorder.Type.NORMAL,
            "ScalingReplicaSet",
            "Scaled %s replica set %s from %d to %d"
                .formatted(
                    scale.replicas() > before ? "up" : "down",
                    scale.set().getMetadata().getName(),
                    before,
                    scale.replicas()));
      }
      case DeploymentAction.Revise revise -> patch(revise.set(), annotation(revise.revision()));
      case DeploymentAction.Forget forget -> client.resource(forget.set()).delete();
    }
  }

  private void create(ReplicaSet set) {
    try {
      client.resource(set).create();
    } catch (KubernetesClientException refused) {
      // The name follows from the template: it was created a moment ago.
      if (refused.getCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  private void patch(ReplicaSet set, String patch) {
    client
        .apps()
        .replicaSets()
        .inNamespace(set.getMetadata().getNamespace())
        .withName(set.getMetadata().getName())
        .patch(MERGE, patch);
  }

  private static String annotation(long revision) {
    return "{\"metadata\":{\"annotations\":{\"%s\":\"%d\"}}}"
        .formatted(DeploymentDecider.REVISION, revision);
  }
}
