package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;

/** What becomes of an object, from its owners and from what it owns. Pure. */
final class GarbageDecider {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";

  /** How an owner stands. */
  enum OwnerState {
    /** It is there. */
    PRESENT,
    /** It is there, but waits for its dependents to go. */
    WAITING_FOR_DEPENDENTS,
    /** It is gone for good. */
    GONE
  }

  /** What to do with an object. */
  enum Verdict {
    KEEP,
    /** Its owners are gone. */
    DELETE,
    /** Its owner waits for it, and it in turn for what depends on it. */
    DELETE_FOREGROUND,
    /** All that blocked its deletion is gone. */
    RELEASE,
    /** Its dependents are to stay: they forget it, then it goes. */
    ORPHAN_DEPENDENTS
  }

  private GarbageDecider() {}

  /**
   * @param owners the states of the object's owners, in their order; empty without owners
   * @param dependents everything that names the object as an owner
   */
  static Verdict decide(
      ObjectMeta object, List<OwnerState> owners, List<GenericKubernetesResource> dependents) {
    List<OwnerReference> blocking =
        dependents.stream()
            .flatMap(one -> one.getMetadata().getOwnerReferences().stream())
            .filter(owner -> owner.getUid().equals(object.getUid()))
            .filter(owner -> Boolean.TRUE.equals(owner.getBlockOwnerDeletion()))
            .toList();
    if (object.getDeletionTimestamp() != null) {
      if (object.getFinalizers().contains(ORPHAN)) {
        return Verdict.ORPHAN_DEPENDENTS;
      }
      return object.getFinalizers().contains(FOREGROUND) && blocking.isEmpty()
          ? Verdict.RELEASE
          : Verdict.KEEP;
    }
    if (owners.isEmpty() || owners.contains(OwnerState.PRESENT)) {
      return Verdict.KEEP;
    }
    boolean waitedFor = owners.contains(OwnerState.WAITING_FOR_DEPENDENTS);
    return waitedFor && !blocking.isEmpty() ? Verdict.DELETE_FOREGROUND : Verdict.DELETE;
  }
}
