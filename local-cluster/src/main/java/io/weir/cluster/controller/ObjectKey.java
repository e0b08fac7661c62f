package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which object of a kind.
 *
 * @param namespace empty for objects outside of namespaces
 */
record ObjectKey(String namespace, String name) {
  static ObjectKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(namespace == null ? "" : namespace, object.getMetadata().getName());
  }
}
