package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.cluster.controller.GarbageDecider.OwnerState;
import io.weir.cluster.loop.KeyedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Removes what lost its owners. Keeps the newest metadata of every object to find dependents by;
 * that an owner is gone it asks the API server each time.
 */
final class GarbageCollector implements KeyedLoop.Look<String> {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final Map<String, GenericKubernetesResource> byUid = new ConcurrentHashMap<>();

  GarbageCollector(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Takes note of an object.
   *
   * @return the uids of the objects to look at now
   */
  List<String> saw(GenericKubernetesResource object) {
    byUid.put(object.getMetadata().getUid(), object);
    List<String> look = new ArrayList<>();
    look.add(object.getMetadata().getUid());
    if (object.getMetadata().getDeletionTimestamp() != null) {
      dependents(object.getMetadata().getUid())
          .forEach(dependent -> look.add(dependent.getMetadata().getUid()));
    }
    return look;
  }

  /**
   * Takes note of an object's end.
   *
   * @return the uids of the objects to look at now
   */
  List<String> sawGone(GenericKubernetesResource object) {
    byUid.remove(object.getMetadata().getUid());
    List<String> look = new ArrayList<>();
    dependents(object.getMetadata().getUid())
        .forEach(dependent -> look.add(dependent.getMetadata().getUid()));
    // An owner may have waited for this.
    object.getMetadata().getOwnerReferences().forEach(owner -> look.add(owner.getUid()));
    return look;
  }

  @Override
  public Optional<Duration> at(String uid) {
    GenericKubernetesResource object = byUid.get(uid);
    if (object == null) {
      return Optional.empty();
    }
    List<OwnerState> owners = new ArrayList<>();
    for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
      owners.add(state(object, owner));
    }
    List<GenericKubernetesResource> dependents = dependents(uid);
    switch (GarbageDecider.decide(object.getMetadata(), owners, dependents)) {
      case KEEP -> {}
      case DELETE -> delete(object, "Background");
      case DELETE_FOREGROUND -> delete(object, "Foreground");
      case RELEASE -> release(object, GarbageDecider.FOREGROUND);
      case ORPHAN_DEPENDENTS -> {
        dependents.forEach(dependent -> forget(dependent, uid));
        release(object, GarbageDecider.ORPHAN);
      }
    }
    return Optional.empty();
  }

  private List<GenericKubernetesResource> dependents(String uid) {
    return byUid.values().stream()
        .filter(
            object ->
                object.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(uid)))
        .toList();
  }

  private OwnerState state(HasMetadata object, OwnerReference owner) {
    Optional<ObjectKind> kind =
        ObjectKind.ALL.stream()
            .filter(
                one ->
                    one.apiVersion().equals(owner.getApiVersion())
                        && one.kind().equals(owner.getKind()))
            .findFirst();
    if (kind.isEmpty()) {
      // Of a kind that we do not know: nothing is ever deleted on a guess.
      return OwnerState.PRESENT;
    }
    GenericKubernetesResource found =
        client
            .genericKubernetesResources(kind.get().context())
            .inNamespace(object.getMetadata().getNamespace())
            .withName(owner.getName())
            .get();
    if (found == null || !found.getMetadata().getUid().equals(owner.getUid())) {
      return OwnerState.GONE;
    }
    boolean waits =
        found.getMetadata().getDeletionTimestamp() != null
            && found.getMetadata().getFinalizers().contains(GarbageDecider.FOREGROUND);
    return waits ? OwnerState.WAITING_FOR_DEPENDENTS : OwnerState.PRESENT;
  }

  private void delete(GenericKubernetesResource object, String propagation) {
    call(
        object,
        "DELETE",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "DeleteOptions",
            "propagationPolicy",
            propagation,
            "preconditions",
            Map.of("uid", object.getMetadata().getUid())));
  }

  private void release(GenericKubernetesResource object, String finalizer) {
    edit(
        object,
        metadata -> {
          List<String> finalizers = new ArrayList<>(metadata.getFinalizers());
          finalizers.remove(finalizer);
          metadata.setFinalizers(finalizers);
        });
  }

  private void forget(GenericKubernetesResource dependent, String ownerUid) {
    edit(
        dependent,
        metadata ->
            metadata.setOwnerReferences(
                metadata.getOwnerReferences().stream()
                    .filter(owner -> !owner.getUid().equals(ownerUid))
                    .toList()));
  }

  /** Writes the lists of the metadata that the change touches, if nobody else wrote meanwhile. */
  private void edit(GenericKubernetesResource object, Consumer<ObjectMeta> change) {
    GenericKubernetesResource fresh =
        client
            .genericKubernetesResources(kind(object).context())
            .inNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .get();
    if (fresh == null || !fresh.getMetadata().getUid().equals(object.getMetadata().getUid())) {
      return;
    }
    change.accept(fresh.getMetadata());
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("uid", fresh.getMetadata().getUid());
    metadata.put("resourceVersion", fresh.getMetadata().getResourceVersion());
    metadata.put("finalizers", fresh.getMetadata().getFinalizers());
    metadata.put("ownerReferences", fresh.getMetadata().getOwnerReferences());
    client
        .genericKubernetesResources(kind(object).context())
        .inNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("metadata", metadata)));
  }

  private void call(GenericKubernetesResource object, String method, Object body) {
    try {
      client.raw(kind(object).path(ObjectKey.of(object)), method, Serialization.asJson(body));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != NOT_FOUND && refused.getCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  private static ObjectKind kind(GenericKubernetesResource object) {
    return ObjectKind.ALL.stream()
        .filter(
            kind ->
                kind.kind().equals(object.getKind())
                    && kind.apiVersion().equals(object.getApiVersion()))
        .findFirst()
        .orElseThrow();
  }
}
