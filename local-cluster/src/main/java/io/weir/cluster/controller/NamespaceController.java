package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.cluster.loop.KeyedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Furnishes new namespaces, and empties those that are being deleted. */
final class NamespaceController implements KeyedLoop.Look<ObjectKey> {
  private static final Duration STILL_EMPTYING = Duration.ofMillis(300);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final String BACKGROUND =
      "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":\"Background\"}";

  private final KubernetesClient client;

  NamespaceController(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    Namespace namespace = client.namespaces().withName(key.name()).get();
    if (namespace == null) {
      return Optional.empty();
    }
    if (namespace.getMetadata().getDeletionTimestamp() == null) {
      furnish(key.name());
      return Optional.empty();
    }
    boolean empty = true;
    for (ObjectKind kind : kinds()) {
      empty &= removeAll(kind, key.name());
    }
    if (!empty) {
      // Pods need time to end, and finalizers their owners.
      return Optional.of(STILL_EMPTYING);
    }
    finish(namespace);
    return Optional.empty();
  }

  private void furnish(String name) {
    if (client.serviceAccounts().inNamespace(name).withName("default").get() == null) {
      try {
        client
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("default")
                    .withNamespace(name)
                    .endMetadata()
                    .build())
            .create();
      } catch (KubernetesClientException refused) {
        if (refused.getCode() != CONFLICT) {
          throw refused;
        }
      }
    }
  }

  private static List<ObjectKind> kinds() {
    List<ObjectKind> kinds = new ArrayList<>(ObjectKind.ALL);
    kinds.add(ObjectKind.EVENTS);
    return kinds;
  }

  /** Whether nothing of the kind was left. */
  private boolean removeAll(ObjectKind kind, String namespace) {
    List<GenericKubernetesResource> objects =
        client.genericKubernetesResources(kind.context()).inNamespace(namespace).list().getItems();
    for (GenericKubernetesResource object : objects) {
      if (object.getMetadata().getDeletionTimestamp() == null) {
        try {
          client.raw(kind.path(ObjectKey.of(object)), "DELETE", BACKGROUND);
        } catch (KubernetesClientException refused) {
          if (refused.getCode() != NOT_FOUND) {
            throw refused;
          }
        }
      }
    }
    return objects.isEmpty();
  }

  private void finish(Namespace namespace) {
    namespace.getSpec().setFinalizers(List.of());
    try {
      client.raw(
          "/api/v1/namespaces/" + namespace.getMetadata().getName() + "/finalize",
          "PUT",
          Serialization.asJson(namespace));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != NOT_FOUND) {
        throw refused;
      }
    }
  }
}
