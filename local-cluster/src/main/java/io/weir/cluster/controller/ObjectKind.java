package io.weir.cluster.controller;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/** A kind of object that can own others, be owned, and fills a namespace. */
record ObjectKind(String group, String version, String kind, String plural) {

  /** All such kinds of the API server. */
  static final List<ObjectKind> ALL =
      List.of(
          inNamespace("", "v1", "Pod", "pods"),
          inNamespace("", "v1", "Service", "services"),
          inNamespace("", "v1", "ConfigMap", "configmaps"),
          inNamespace("", "v1", "Secret", "secrets"),
          inNamespace("", "v1", "ServiceAccount", "serviceaccounts"),
          inNamespace("", "v1", "Endpoints", "endpoints"),
          inNamespace("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
          inNamespace("apps", "v1", "Deployment", "deployments"),
          inNamespace("apps", "v1", "ReplicaSet", "replicasets"),
          inNamespace("apps", "v1", "StatefulSet", "statefulsets"),
          inNamespace("batch", "v1", "Job", "jobs"),
          inNamespace("coordination.k8s.io", "v1", "Lease", "leases"),
          inNamespace("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices"),
          inNamespace("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
          inNamespace("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
          inNamespace("rbac.authorization.k8s.io", "v1", "Role", "roles"),
          inNamespace("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"));

  /** Events own nothing and are owned by nothing, but they do fill a namespace. */
  static final ObjectKind EVENTS = inNamespace("", "v1", "Event", "events");

  private static ObjectKind inNamespace(String group, String version, String kind, String plural) {
    return new ObjectKind(group, version, kind, plural);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  /** The path of one object. */
  String path(ObjectKey key) {
    String root = group.isEmpty() ? "/api/" : "/apis/" + group + "/";
    return root + version + "/namespaces/" + key.namespace() + "/" + plural + "/" + key.name();
  }
}
