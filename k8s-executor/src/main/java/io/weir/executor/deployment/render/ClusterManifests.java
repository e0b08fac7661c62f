package io.weir.executor.deployment.render;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SessionIntent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a cluster. */
public final class ClusterManifests {
  /** With high availability Flink decides when it has had enough; Kubernetes must not before. */
  private static final int RESTARTS_WITHOUT_END = 1_000_000;

  private ClusterManifests() {}

  /** The parent of all others. */
  public static ObjectNode owner(ClusterIntent cluster) {
    return head(cluster, Part.OWNER, "v1", Labels.CLUSTER, Optional.empty())
        .put(
            "data",
            Json.texts(
                switch (cluster) {
                  case JobIntent job ->
                      Map.of(
                          "deployment", job.namespace() + "/" + job.deploymentName(),
                          "attempt", job.request().attempt() + " of " + job.request().maxAttempts(),
                          "generation", Long.toString(job.request().generation()));
                  case SessionIntent session ->
                      Map.of(
                          "sessionCluster", session.namespace() + "/" + session.name(),
                          "incarnation", Long.toString(session.incarnation()),
                          "generation", Long.toString(session.request().generation()));
                }))
        .tree();
  }

  /**
   * One part below its parent.
   *
   * @throws UnrenderableException when the spec asks for what cannot be rendered
   */
  public static ObjectNode part(
      ClusterIntent cluster, Part part, String ownerUid, RenderSettings settings) {
    Set<String> variables = new TreeSet<>(cluster.references());
    variables.retainAll(PodVariables.of(cluster.spec()));
    return part(cluster, part, ownerUid, settings, variables);
  }

  /**
   * One part below its parent, when it is known which references are no secrets.
   *
   * @param variables names in references that mean environment variables of the pods
   * @throws UnrenderableException when the spec asks for what cannot be rendered
   */
  public static ObjectNode part(
      ClusterIntent cluster,
      Part part,
      String ownerUid,
      RenderSettings settings,
      Set<String> variables) {
    return withHash(rendered(cluster, part, Optional.of(ownerUid), settings, variables));
  }

  private static ObjectNode rendered(
      ClusterIntent cluster,
      Part part,
      Optional<String> owner,
      RenderSettings settings,
      Set<String> variables) {
    return switch (part) {
      case OWNER -> owner(cluster);
      case SECRET ->
          throw new IllegalArgumentException(
              "Expected the Secret of %s to be made with its values"
                  .formatted(cluster.clusterName()));
      case CONFIGURATION ->
          head(cluster, part, "v1", Labels.CLUSTER, owner)
              .put("data", Json.texts(configuration(cluster)))
              .tree();
      case SERVICE ->
          head(cluster, part, "v1", Labels.JOB_MANAGER, owner).put("spec", service(cluster)).tree();
      case TASK_MANAGERS ->
          head(cluster, part, "apps/v1", Labels.TASK_MANAGER, owner)
              .put("spec", taskManagers(cluster, settings, variables))
              .tree();
      case JOB_MANAGER ->
          head(cluster, part, "batch/v1", Labels.JOB_MANAGER, owner)
              .put("spec", jobManager(cluster, settings, variables))
              .tree();
      case SESSION_JOB_MANAGER ->
          head(cluster, part, "apps/v1", Labels.JOB_MANAGER, owner)
              .put("spec", sessionJobManager(cluster, settings, variables))
              .tree();
    };
  }

  /** Where there is a Secret, Flink's options are in it. */
  private static Map<String, String> configuration(ClusterIntent cluster) {
    Map<String, String> files = new TreeMap<>();
    files.put(LogFiles.NAME, LogFiles.text(cluster.spec()));
    if (!cluster.needsSecret())
      files.put(
          FlinkRelease.of(cluster.spec()).configurationFile(),
          FlinkFiles.config(cluster, Map.of(), Optional.empty()));
    return files;
  }

  /**
   * The hash of a manifest as rendered: tells another version's manifests from one's own. How many
   * pods there are is not part of it, since that changes while they run.
   */
  public static String hash(ObjectNode manifest) {
    ObjectNode plain = manifest.deepCopy();
    ((ObjectNode) plain.get("metadata")).remove("annotations");
    if (plain.get("spec") instanceof ObjectNode spec) spec.remove("replicas");
    return Integer.toHexString(plain.toString().hashCode());
  }

  private static ObjectNode withHash(ObjectNode manifest) {
    ((ObjectNode) manifest.get("metadata"))
        .set("annotations", Json.texts(Map.of("weir.io/manifest-hash", hash(manifest))));
    return manifest;
  }

  static Json head(
      ClusterIntent cluster,
      Part part,
      String apiVersion,
      String component,
      Optional<String> ownerUid) {
    Json metadata =
        Json.object()
            .put("name", part.nameIn(cluster.clusterName()))
            .put("namespace", cluster.kubernetesNamespace())
            .put("labels", Labels.of(cluster, component));
    ownerUid.ifPresent(
        uid ->
            metadata.put(
                "ownerReferences",
                Json.array(
                    Json.object()
                        .put("apiVersion", "v1")
                        .put("kind", Part.OWNER.kind())
                        .put("name", Part.OWNER.nameIn(cluster.clusterName()))
                        .put("uid", uid)
                        .put("controller", false)
                        .put("blockOwnerDeletion", false)
                        .tree())));
    return Json.object()
        .put("apiVersion", apiVersion)
        .put("kind", part.kind())
        .put("metadata", metadata);
  }

  /** Headless: Flink's own RPC wants one address per process, not a balancer. */
  private static Json service(ClusterIntent cluster) {
    return Json.object()
        .put("type", "ClusterIP")
        .put("clusterIP", "None")
        .put("publishNotReadyAddresses", true)
        .put("selector", Labels.selector(cluster, Labels.JOB_MANAGER))
        .put("ports", Json.array(port("rpc", 6123), port("blob", 6124), port("rest", 8081)));
  }

  private static ObjectNode port(String name, int number) {
    return Json.object()
        .put("name", name)
        .put("port", number)
        .put("targetPort", number)
        .put("protocol", "TCP")
        .tree();
  }

  private static Json taskManagers(
      ClusterIntent cluster, RenderSettings settings, Set<String> variables) {
    return Json.object()
        .put("replicas", cluster.numberOfTaskManagers())
        .put(
            "selector",
            Json.object().put("matchLabels", Labels.selector(cluster, Labels.TASK_MANAGER)))
        .put("template", Pods.taskManager(cluster, settings, variables));
  }

  private static Json jobManager(
      ClusterIntent cluster, RenderSettings settings, Set<String> variables) {
    return Json.object()
        .put("backoffLimit", FlinkFiles.highlyAvailable(cluster.spec()) ? RESTARTS_WITHOUT_END : 0)
        .put("template", Pods.jobManager(cluster, settings, variables));
  }

  /** Never two at once: both would lead the same TaskManagers. */
  private static Json sessionJobManager(
      ClusterIntent cluster, RenderSettings settings, Set<String> variables) {
    return Json.object()
        .put("replicas", 1)
        .put("strategy", Json.object().put("type", "Recreate"))
        .put(
            "selector",
            Json.object().put("matchLabels", Labels.selector(cluster, Labels.JOB_MANAGER)))
        .put("template", Pods.jobManager(cluster, settings, variables));
  }
}
