package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.cluster.loop.KeyedLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets go of pods that the finalizer of {@link JobTally} holds. */
final class TrackedPods implements KeyedLoop.Look<ObjectKey> {
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;

  TrackedPods(KubernetesClient client) {
    this.client = client;
  }

  /** A pod that no job controls any more: nobody will count it. */
  @Override
  public Optional<Duration> at(ObjectKey key) {
    Pod pod = client.pods().inNamespace(key.namespace()).withName(key.name()).get();
    if (pod != null && abandoned(pod)) {
      letGo(pod);
    }
    return Optional.empty();
  }

  static boolean abandoned(Pod pod) {
    return JobTally.isTracked(pod) && Ownership.controller(pod).isEmpty();
  }

  /**
   * Takes the finalizer away, if nobody else wrote meanwhile.
   *
   * @throws KubernetesClientException also of a conflict: the next look sees the newer pod
   */
  void letGo(Pod pod) {
    List<String> others =
        pod.getMetadata().getFinalizers().stream()
            .filter(each -> !each.equals(JobTally.FINALIZER))
            .toList();
    String patch =
        Serialization.asJson(
            Map.of(
                "metadata",
                Map.of(
                    "uid",
                    pod.getMetadata().getUid(),
                    "resourceVersion",
                    pod.getMetadata().getResourceVersion(),
                    "finalizers",
                    others)));
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != NOT_FOUND) {
        throw refused;
      }
    }
  }
}
