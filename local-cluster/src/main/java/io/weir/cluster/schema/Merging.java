package io.weir.cluster.schema;

import io.weir.cluster.schema.Schema.ListMerge;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the lists and maps of the kinds merge. Source: the {@code x-kubernetes-list-type}, {@code
 * -list-map-keys}, {@code -map-type} and {@code -patch-merge-key} marks in the Kubernetes API
 * reference. What is not named here: lists are atomic, maps and structs merge.
 */
final class Merging {
  private static final ListMerge ATOMIC = new ListMerge.Atomic();
  private static final ListMerge SET = new ListMerge.AsSet();
  private static final ListMerge BY_NAME = by("name");
  private static final ListMerge BY_TYPE = by("type");

  private static final Map<String, ListMerge> LISTS =
      Map.ofEntries(
          Map.entry("ObjectMeta.finalizers", SET),
          Map.entry("ObjectMeta.ownerReferences", by("uid")),
          Map.entry("PodSpec.containers", BY_NAME),
          Map.entry("PodSpec.initContainers", BY_NAME),
          Map.entry("PodSpec.ephemeralContainers", BY_NAME),
          Map.entry("PodSpec.volumes", BY_NAME),
          Map.entry("PodSpec.imagePullSecrets", BY_NAME),
          Map.entry("PodSpec.resourceClaims", BY_NAME),
          Map.entry("PodSpec.schedulingGates", BY_NAME),
          Map.entry("PodSpec.hostAliases", by("ip")),
          Map.entry(
              "PodSpec.topologySpreadConstraints",
              new ListMerge.ByKeys(List.of("topologyKey", "whenUnsatisfiable"), "topologyKey")),
          Map.entry("Container.env", BY_NAME),
          Map.entry(
              "Container.ports",
              new ListMerge.ByKeys(List.of("containerPort", "protocol"), "containerPort")),
          Map.entry("Container.volumeMounts", by("mountPath")),
          Map.entry("Container.volumeDevices", by("devicePath")),
          Map.entry("EphemeralContainer.env", BY_NAME),
          Map.entry("EphemeralContainer.volumeMounts", by("mountPath")),
          Map.entry("ResourceRequirements.claims", BY_NAME),
          Map.entry("PodStatus.podIPs", by("ip")),
          Map.entry("ServiceSpec.ports", new ListMerge.ByKeys(List.of("port", "protocol"), "port")),
          Map.entry("ServiceAccount.secrets", BY_NAME),
          Map.entry("NodeStatus.addresses", BY_TYPE),
          Map.entry("NodeSpec.podCIDRs", SET),
          Map.entry("UncountedTerminatedPods.succeeded", SET),
          Map.entry("UncountedTerminatedPods.failed", SET));

  private static final Set<String> ATOMIC_MAPS =
      Set.of("ServiceSpec.selector", "PodSpec.nodeSelector");

  private static final Set<String> ATOMIC_STRUCTS =
      Set.of(
          "LabelSelector",
          "NodeSelector",
          "NodeSelectorTerm",
          "LocalObjectReference",
          "ObjectReference",
          "TypedLocalObjectReference",
          "OwnerReference",
          "ObjectFieldSelector",
          "ResourceFieldSelector",
          "ConfigMapKeySelector",
          "SecretKeySelector",
          "SecretReference",
          "RoleRef",
          "Subject",
          "EndpointAddress",
          "EndpointPort");

  private Merging() {}

  private static ListMerge by(String key) {
    return new ListMerge.ByKeys(List.of(key), key);
  }

  static ListMerge ofList(String struct, String field) {
    if (field.equals("conditions")) {
      return BY_TYPE;
    }
    return LISTS.getOrDefault(struct + "." + field, ATOMIC);
  }

  static boolean isAtomicMap(String struct, String field) {
    return ATOMIC_MAPS.contains(struct + "." + field);
  }

  static boolean isAtomicStruct(String struct) {
    return ATOMIC_STRUCTS.contains(struct);
  }
}
