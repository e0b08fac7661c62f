package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what a client left out; runs on every write, so that each default appears as soon as its
 * parent does.
 */
public final class Defaults {
  private Defaults() {}

  /**
   * Fills in the defaults of a kind.
   *
   * @param resource plural with its group, for example {@code deployments.apps}
   */
  public static void fill(String resource, ObjectNode object) {
    switch (resource) {
      case "pods" -> pod(Trees.child(object, "spec"));
      case "deployments.apps" -> deployment(Trees.child(object, "spec"));
      case "replicasets.apps" -> {
        put(Trees.child(object, "spec"), "replicas", 1);
        template(Trees.child(object, "spec"));
      }
      case "statefulsets.apps" -> statefulSet(Trees.child(object, "spec"));
      case "jobs.batch" -> job(Trees.child(object, "spec"));
      case "services" -> service(Trees.child(object, "spec"));
      case "secrets" -> secret(object);
      case "namespaces" -> namespace(object);
      case "endpoints" ->
          object
              .path("subsets")
              .forEach(
                  subset ->
                      subset
                          .path("ports")
                          .forEach(port -> put((ObjectNode) port, "protocol", "TCP")));
      case "endpointslices.discovery.k8s.io" ->
          object.path("ports").forEach(port -> put((ObjectNode) port, "protocol", "TCP"));
      case "persistentvolumeclaims" -> put(Trees.child(object, "spec"), "volumeMode", "Filesystem");
      case "networkpolicies.networking.k8s.io" -> networkPolicy(Trees.child(object, "spec"));
      case "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          binding(object);
      default -> {
        // The other kinds have no defaults.
      }
    }
  }

  static void put(ObjectNode object, String field, String value) {
    if (!Trees.has(object, field)) {
      object.put(field, value);
    }
  }

  static void put(ObjectNode object, String field, int value) {
    if (!Trees.has(object, field)) {
      object.put(field, value);
    }
  }

  private static void pod(ObjectNode spec) {
    PodDefaults.fill(spec);
    put(spec, "serviceAccountName", "default");
    put(spec, "serviceAccount", Trees.text(spec, "serviceAccountName"));
    if (!spec.has("enableServiceLinks")) {
      spec.put("enableServiceLinks", true);
    }
    PodDefaults.requestWhatIsLimited(spec);
  }

  private static void template(ObjectNode spec) {
    if (spec.get("template") instanceof ObjectNode template) {
      PodDefaults.fill(Trees.child(template, "spec"));
    }
  }

  private static void deployment(ObjectNode spec) {
    put(spec, "replicas", 1);
    put(spec, "revisionHistoryLimit", 10);
    put(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = Trees.child(spec, "strategy");
    put(strategy, "type", "RollingUpdate");
    if (Trees.text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = Trees.child(strategy, "rollingUpdate");
      put(rolling, "maxSurge", "25%");
      put(rolling, "maxUnavailable", "25%");
    }
    template(spec);
  }

  private static void statefulSet(ObjectNode spec) {
    put(spec, "replicas", 1);
    put(spec, "podManagementPolicy", "OrderedReady");
    put(spec, "revisionHistoryLimit", 10);
    ObjectNode strategy = Trees.child(spec, "updateStrategy");
    put(strategy, "type", "RollingUpdate");
    if (Trees.text(strategy, "type").equals("RollingUpdate")) {
      put(Trees.child(strategy, "rollingUpdate"), "partition", 0);
    }
    template(spec);
  }

  private static void job(ObjectNode spec) {
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.put("completions", 1).put("parallelism", 1);
    }
    put(spec, "parallelism", 1);
    put(spec, "backoffLimit", 6);
    put(spec, "completionMode", "NonIndexed");
    put(spec, "podReplacementPolicy", "TerminatingOrFailed");
    if (!spec.has("suspend")) {
      spec.put("suspend", false);
    }
    template(spec);
  }

  /** A job selects its pods by its own uid, unless told otherwise. */
  public static void selectPodsOfJob(ObjectNode job) {
    ObjectNode spec = Trees.child(job, "spec");
    if (spec.path("manualSelector").booleanValue(false) || !spec.has("template")) {
      return;
    }
    String uid = Trees.text(job, "metadata", "uid");
    ObjectNode labels = Trees.child(spec, "template", "metadata", "labels");
    for (String prefix : new String[] {"batch.kubernetes.io/", ""}) {
      labels
          .put(prefix + "controller-uid", uid)
          .put(prefix + "job-name", Trees.text(job, "metadata", "name"));
    }
    Trees.child(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
  }

  private static void service(ObjectNode spec) {
    put(spec, "type", "ClusterIP");
    put(spec, "sessionAffinity", "None");
    if (Trees.text(spec, "type").equals("ExternalName")) {
      return;
    }
    put(spec, "internalTrafficPolicy", "Cluster");
    put(spec, "ipFamilyPolicy", "SingleStack");
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
    }
    for (JsonNode port : spec.path("ports")) {
      put((ObjectNode) port, "protocol", "TCP");
      if (!port.has("targetPort") && port.has("port")) {
        ((ObjectNode) port).set("targetPort", port.get("port"));
      }
    }
  }

  /**
   * An address that looks like a cluster's, one per service; nothing answers there, the kubelet
   * maps names to pods.
   */
  public static void giveClusterAddress(ObjectNode service, Predicate<String> taken) {
    ObjectNode spec = Trees.child(service, "spec");
    if (Trees.text(spec, "type").equals("ExternalName")) {
      return;
    }
    if (Trees.text(spec, "clusterIP").isEmpty()) {
      int start = Math.floorMod(Trees.text(service, "metadata", "uid").hashCode(), 1 << 16);
      String address = "";
      for (int i = 0; i < 1 << 16 && (address.isEmpty() || taken.test(address)); i++) {
        int number = (start + i) & 0xffff;
        address = "10.96." + (number >> 8) + "." + (number & 0xff);
      }
      spec.put("clusterIP", address);
    }
    spec.putArray("clusterIPs").add(Trees.text(spec, "clusterIP"));
  }

  private static void secret(ObjectNode secret) {
    put(secret, "type", "Opaque");
    JsonNode plain = secret.remove("stringData");
    if (plain != null) {
      ObjectNode data = Trees.child(secret, "data");
      plain
          .properties()
          .forEach(
              entry ->
                  data.put(
                      entry.getKey(),
                      Base64.getEncoder()
                          .encodeToString(
                              entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static void namespace(ObjectNode namespace) {
    if (!Trees.has(namespace, "metadata", "deletionTimestamp")
        && Trees.at(namespace, "spec", "finalizers").isEmpty()) {
      Trees.child(namespace, "spec").putArray("finalizers").add("kubernetes");
    }
    Trees.child(namespace, "metadata", "labels")
        .put("kubernetes.io/metadata.name", Trees.text(namespace, "metadata", "name"));
  }

  private static void networkPolicy(ObjectNode spec) {
    Trees.child(spec, "podSelector");
    if (!spec.has("policyTypes")) {
      ArrayNode types = spec.putArray("policyTypes").add("Ingress");
      if (spec.has("egress")) {
        types.add("Egress");
      }
    }
  }

  private static void binding(ObjectNode binding) {
    put(Trees.child(binding, "roleRef"), "apiGroup", "rbac.authorization.k8s.io");
    for (JsonNode subject : binding.path("subjects")) {
      if (!Trees.text(subject, "kind").equals("ServiceAccount")) {
        put((ObjectNode) subject, "apiGroup", "rbac.authorization.k8s.io");
      }
    }
  }

  /** The status of a new object. */
  public static void firstStatus(String resource, ObjectNode object) {
    object.remove("status");
    switch (resource) {
      case "pods" ->
          Trees.child(object, "status")
              .put("phase", "Pending")
              .put("qosClass", PodDefaults.qosClass(object.path("spec")));
      case "namespaces" -> Trees.child(object, "status").put("phase", "Active");
      case "persistentvolumeclaims" -> Trees.child(object, "status").put("phase", "Pending");
      case "services" -> Trees.child(object, "status", "loadBalancer");
      default -> object.putObject("status");
    }
  }
}
