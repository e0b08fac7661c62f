package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kubelet's dealings with the API server. */
final class PodApi implements Sources {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final Map<String, Pod> byUid = new ConcurrentHashMap<>();

  PodApi(KubernetesClient client) {
    this.client = client;
  }

  /** A pod as the watch last showed it. */
  Optional<Pod> byUid(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  void saw(Pod pod) {
    byUid.put(pod.getMetadata().getUid(), pod);
  }

  void sawGone(Pod pod) {
    byUid.remove(pod.getMetadata().getUid());
  }

  /** Assigns the pod to this node, and reads it again. */
  Pod bind(Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    String name = pod.getMetadata().getName();
    try {
      client.raw(
          path(pod) + "/binding",
          "POST",
          Serialization.asJson(
              new BindingBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .withNamespace(namespace)
                  .endMetadata()
                  .withNewTarget()
                  .withKind("Node")
                  .withName(Kubelet.NODE)
                  .endTarget()
                  .build()));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != CONFLICT) {
        throw refused;
      }
      // Bound before, by us: the watch just had not told yet.
    }
    Pod bound = client.pods().inNamespace(namespace).withName(name).get();
    if (bound == null || !bound.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
      throw new IllegalStateException(
          "Expected pod %s/%s to be there after binding it, but it is gone"
              .formatted(namespace, name));
    }
    return bound;
  }

  /** Writes the status; a pod that is gone needs none. */
  void report(Pod pod, PodStatus status) {
    String patch =
        Serialization.asJson(
            Map.of("metadata", Map.of("uid", pod.getMetadata().getUid()), "status", status));
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != NOT_FOUND && refused.getCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  /** Lets the API server forget the pod: nothing of it runs any more. */
  void remove(Pod pod) {
    try {
      client.raw(
          path(pod),
          "DELETE",
          Serialization.asJson(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "DeleteOptions",
                  "gracePeriodSeconds",
                  0,
                  "preconditions",
                  Map.of("uid", pod.getMetadata().getUid()))));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != NOT_FOUND && refused.getCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  @Override
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get());
  }

  private static String path(Pod pod) {
    return "/api/v1/namespaces/%s/pods/%s"
        .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }
}
