package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Optional;

/** Who controls whom. */
final class Ownership {
  private Ownership() {}

  /** The reference that makes the owner the controller of what carries it. */
  static OwnerReference controlledBy(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** Those of the objects that the owner controls. */
  static <T extends HasMetadata> List<T> controlled(List<T> objects, HasMetadata owner) {
    String uid = owner.getMetadata().getUid();
    return objects.stream()
        .filter(
            object ->
                controller(object).map(OwnerReference::getUid).filter(uid::equals).isPresent())
        .toList();
  }

  /** The reference to the controller of an object, if it has one. */
  static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }
}
