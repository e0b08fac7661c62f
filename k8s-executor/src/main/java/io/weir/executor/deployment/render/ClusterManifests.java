package io.weir.executor.deployment.render;

import io.weir.events.deployment.JobSpec;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SecretReferences;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a job's cluster. */
public final class ClusterManifests {
  /** With high availability Flink decides when it has had enough; Kubernetes must not before. */
  private static final int RESTARTS_WITHOUT_END = 1_000_000;

  private ClusterManifests() {}

  /** The parent of all others. */
  public static ObjectNode owner(JobIntent job) {
    return head(job, Part.OWNER, "v1", Labels.CLUSTER, Optional.empty())
        .put(
            "data",
            Json.texts(
                Map.of(
                    "deployment", job.namespace() + "/" + job.deploymentName(),
                    "attempt", job.request().attempt() + " of " + job.request().maxAttempts(),
                    "generation", Long.toString(job.request().generation()))))
        .tree();
  }

  /**
   * One part below its parent.
   *
   * @throws UnrenderableException when the spec asks for what cannot be rendered
   */
  public static ObjectNode part(
      JobIntent job, Part part, String ownerUid, RenderSettings settings) {
    Set<String> variables = SecretReferences.of(job.request().spec());
    variables.retainAll(PodVariables.of(job.request().spec()));
    return part(job, part, ownerUid, settings, variables);
  }

  /**
   * One part below its parent, when it is known which references are no secrets.
   *
   * @param variables names in references that mean environment variables of the pods
   * @throws UnrenderableException when the spec asks for what cannot be rendered
   */
  public static ObjectNode part(
      JobIntent job, Part part, String ownerUid, RenderSettings settings, Set<String> variables) {
    return withHash(rendered(job, part, Optional.of(ownerUid), settings, variables));
  }

  private static ObjectNode rendered(
      JobIntent job,
      Part part,
      Optional<String> owner,
      RenderSettings settings,
      Set<String> variables) {
    return switch (part) {
      case OWNER -> owner(job);
      case SECRET ->
          throw new IllegalArgumentException(
              "Expected the Secret of %s to be made with its values".formatted(job.clusterName()));
      case CONFIGURATION ->
          head(job, part, "v1", Labels.CLUSTER, owner)
              .put("data", Json.texts(configuration(job)))
              .tree();
      case SERVICE ->
          head(job, part, "v1", Labels.JOB_MANAGER, owner).put("spec", service(job)).tree();
      case TASK_MANAGERS ->
          head(job, part, "apps/v1", Labels.TASK_MANAGER, owner)
              .put("spec", taskManagers(job, settings, variables))
              .tree();
      case JOB_MANAGER ->
          head(job, part, "batch/v1", Labels.JOB_MANAGER, owner)
              .put("spec", jobManager(job, settings, variables))
              .tree();
    };
  }

  /** Where there is a Secret, Flink's options are in it. */
  private static Map<String, String> configuration(JobIntent job) {
    Map<String, String> files = new TreeMap<>();
    files.put(LogFiles.NAME, LogFiles.text(job.request().spec()));
    if (!job.needsSecret())
      files.put(
          FlinkRelease.of(job.request().spec()).configurationFile(),
          FlinkFiles.config(job, Map.of(), Optional.empty()));
    return files;
  }

  /** The hash of a manifest as rendered: tells another version's manifests from one's own. */
  public static String hash(ObjectNode manifest) {
    ObjectNode plain = manifest.deepCopy();
    ((ObjectNode) plain.get("metadata")).remove("annotations");
    return Integer.toHexString(plain.toString().hashCode());
  }

  private static ObjectNode withHash(ObjectNode manifest) {
    ((ObjectNode) manifest.get("metadata"))
        .set("annotations", Json.texts(Map.of("weir.io/manifest-hash", hash(manifest))));
    return manifest;
  }

  static Json head(
      JobIntent job, Part part, String apiVersion, String component, Optional<String> ownerUid) {
    Json metadata =
        Json.object()
            .put("name", part.nameIn(job.clusterName()))
            .put("namespace", job.kubernetesNamespace())
            .put("labels", Labels.of(job, component));
    ownerUid.ifPresent(
        uid ->
            metadata.put(
                "ownerReferences",
                Json.array(
                    Json.object()
                        .put("apiVersion", "v1")
                        .put("kind", Part.OWNER.kind())
                        .put("name", Part.OWNER.nameIn(job.clusterName()))
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
  private static Json service(JobIntent job) {
    return Json.object()
        .put("type", "ClusterIP")
        .put("clusterIP", "None")
        .put("publishNotReadyAddresses", true)
        .put("selector", Labels.selector(job, Labels.JOB_MANAGER))
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

  private static Json taskManagers(JobIntent job, RenderSettings settings, Set<String> variables) {
    return Json.object()
        .put("replicas", job.request().spec().numberOfTaskManagers())
        .put(
            "selector", Json.object().put("matchLabels", Labels.selector(job, Labels.TASK_MANAGER)))
        .put("template", Pods.taskManager(job, settings, variables));
  }

  private static Json jobManager(JobIntent job, RenderSettings settings, Set<String> variables) {
    JobSpec spec = job.request().spec();
    return Json.object()
        .put("backoffLimit", FlinkFiles.highlyAvailable(spec) ? RESTARTS_WITHOUT_END : 0)
        .put("template", Pods.jobManager(job, settings, variables));
  }
}
