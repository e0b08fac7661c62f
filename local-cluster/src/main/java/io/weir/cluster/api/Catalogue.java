package io.weir.cluster.api;

import static io.weir.cluster.api.ResourceType.Trait.CREATE_ON_PUT;
import static io.weir.cluster.api.ResourceType.Trait.GENERATION;
import static io.weir.cluster.api.ResourceType.Trait.IN_ALL;
import static io.weir.cluster.api.ResourceType.Trait.NAMESPACED;
import static io.weir.cluster.api.ResourceType.Trait.ORPHANS_BY_DEFAULT;
import static io.weir.cluster.api.ResourceType.Trait.SCALE;
import static io.weir.cluster.api.ResourceType.Trait.STATUS;
import static io.weir.cluster.api.ResourceType.Trait.VERSIONED_PUT;

import java.util.List;
import java.util.Optional;

/** Every kind of object that the server keeps. */
final class Catalogue {
  static final ResourceType NAMESPACES =
      ResourceType.of("", "v1", "namespaces", "Namespace", List.of("ns"), STATUS);
  static final ResourceType PODS =
      ResourceType.of("", "v1", "pods", "Pod", List.of("po"), NAMESPACED, STATUS, IN_ALL);
  static final ResourceType SERVICES =
      ResourceType.of(
          "",
          "v1",
          "services",
          "Service",
          List.of("svc"),
          NAMESPACED,
          STATUS,
          CREATE_ON_PUT,
          IN_ALL);
  static final ResourceType CONFIG_MAPS =
      ResourceType.of("", "v1", "configmaps", "ConfigMap", List.of("cm"), NAMESPACED);
  static final ResourceType SECRETS =
      ResourceType.of("", "v1", "secrets", "Secret", List.of(), NAMESPACED);
  static final ResourceType EVENTS =
      ResourceType.of("", "v1", "events", "Event", List.of("ev"), NAMESPACED, CREATE_ON_PUT);
  static final ResourceType NEW_EVENTS =
      ResourceType.of(
          "events.k8s.io", "v1", "events", "Event", List.of("ev"), NAMESPACED, CREATE_ON_PUT);
  static final ResourceType DEPLOYMENTS =
      ResourceType.of(
          "apps",
          "v1",
          "deployments",
          "Deployment",
          List.of("deploy"),
          NAMESPACED,
          STATUS,
          SCALE,
          GENERATION,
          IN_ALL);
  static final ResourceType REPLICA_SETS =
      ResourceType.of(
          "apps",
          "v1",
          "replicasets",
          "ReplicaSet",
          List.of("rs"),
          NAMESPACED,
          STATUS,
          SCALE,
          GENERATION,
          IN_ALL);
  static final ResourceType STATEFUL_SETS =
      ResourceType.of(
          "apps",
          "v1",
          "statefulsets",
          "StatefulSet",
          List.of("sts"),
          NAMESPACED,
          STATUS,
          SCALE,
          GENERATION,
          IN_ALL);
  static final ResourceType JOBS =
      ResourceType.of(
          "batch",
          "v1",
          "jobs",
          "Job",
          List.of(),
          NAMESPACED,
          STATUS,
          GENERATION,
          IN_ALL,
          ORPHANS_BY_DEFAULT);
  static final ResourceType LEASES =
      ResourceType.of(
          "coordination.k8s.io",
          "v1",
          "leases",
          "Lease",
          List.of(),
          NAMESPACED,
          CREATE_ON_PUT,
          VERSIONED_PUT);

  static final List<ResourceType> ALL =
      List.of(
          NAMESPACES,
          PODS,
          SERVICES,
          CONFIG_MAPS,
          SECRETS,
          EVENTS,
          ResourceType.of(
              "", "v1", "endpoints", "Endpoints", List.of("ep"), NAMESPACED, CREATE_ON_PUT),
          ResourceType.of("", "v1", "nodes", "Node", List.of("no"), STATUS),
          ResourceType.of(
              "",
              "v1",
              "persistentvolumeclaims",
              "PersistentVolumeClaim",
              List.of("pvc"),
              NAMESPACED,
              STATUS),
          ResourceType.of("", "v1", "serviceaccounts", "ServiceAccount", List.of("sa"), NAMESPACED),
          DEPLOYMENTS,
          REPLICA_SETS,
          STATEFUL_SETS,
          JOBS,
          LEASES,
          ResourceType.of(
              "discovery.k8s.io",
              "v1",
              "endpointslices",
              "EndpointSlice",
              List.of(),
              NAMESPACED,
              GENERATION),
          NEW_EVENTS,
          ResourceType.of(
              "networking.k8s.io",
              "v1",
              "networkpolicies",
              "NetworkPolicy",
              List.of("netpol"),
              NAMESPACED,
              GENERATION),
          ResourceType.of(
              "policy",
              "v1",
              "poddisruptionbudgets",
              "PodDisruptionBudget",
              List.of("pdb"),
              NAMESPACED,
              STATUS,
              GENERATION,
              VERSIONED_PUT),
          ResourceType.of(
              "rbac.authorization.k8s.io",
              "v1",
              "clusterroles",
              "ClusterRole",
              List.of(),
              CREATE_ON_PUT),
          ResourceType.of(
              "rbac.authorization.k8s.io",
              "v1",
              "clusterrolebindings",
              "ClusterRoleBinding",
              List.of(),
              CREATE_ON_PUT),
          ResourceType.of(
              "rbac.authorization.k8s.io",
              "v1",
              "roles",
              "Role",
              List.of(),
              NAMESPACED,
              CREATE_ON_PUT),
          ResourceType.of(
              "rbac.authorization.k8s.io",
              "v1",
              "rolebindings",
              "RoleBinding",
              List.of(),
              NAMESPACED,
              CREATE_ON_PUT));

  private Catalogue() {}

  static Optional<ResourceType> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(
            t ->
                t.group().equals(group) && t.version().equals(version) && t.plural().equals(plural))
        .findFirst();
  }

  /** The kinds of a group, in one version; empty if there is no such group. */
  static List<ResourceType> in(String group, String version) {
    return ALL.stream()
        .filter(t -> t.group().equals(group) && t.version().equals(version))
        .toList();
  }
}
