package io.weir.command.deployment;

import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.TemplateSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a template means for one job: image, placeholders, storage (app-manager-api.md part 6).
 * References to secrets stay references.
 */
final class JobSpecs {
  private static final String SLOTS = "taskmanager.numberOfTaskSlots";
  private static final String SAVEPOINTS = "state.savepoints.dir";
  private static final String CHECKPOINTS = "state.checkpoints.dir";
  private static final String HA = "high-availability";

  private JobSpecs() {}

  static String clusterName(UUID jobId) {
    return "job-" + jobId;
  }

  static JobTarget target(DeploymentState state) {
    return state.wish().target().orElseThrow();
  }

  static JobSpec resolve(DeploymentState state, UUID jobId, PlatformSettings settings) {
    TemplateSpec template = state.wish().spec().template().spec();
    Artifact artifact = template.artifact();
    String version = artifact.flinkVersion().orElse(settings.defaultFlinkVersion());
    Map<String, String> effective = effective(state, jobId, settings);
    int slots = slots(effective);
    return new JobSpec(
        artifact,
        image(artifact, version, settings),
        version,
        template.parallelism(),
        template.numberOfTaskManagers().orElse((template.parallelism() + slots - 1) / slots),
        slots,
        template.resources(),
        effective,
        template.flinkConfiguration(),
        template.logging(),
        template.kubernetes());
  }

  /** Where this savepoint goes: a directory of its own. Empty: nobody said where. */
  static Optional<String> savepointDirectory(
      DeploymentState state, UUID savepointId, UUID jobId, PlatformSettings settings) {
    Map<String, String> user = state.wish().spec().template().spec().flinkConfiguration();
    return Optional.ofNullable(
            user.getOrDefault(SAVEPOINTS, user.get("execution.checkpointing.savepoint-dir")))
        .map(directory -> resolve(directory, state, jobId))
        .or(() -> settings.storageBase().map(base -> below(base, "flink-savepoints", state)))
        .map(directory -> trimmed(directory) + "/" + savepointId);
  }

  private static Map<String, String> effective(
      DeploymentState state, UUID jobId, PlatformSettings settings) {
    Map<String, String> user = state.wish().spec().template().spec().flinkConfiguration();
    Map<String, String> all = new LinkedHashMap<>();
    settings
        .storageBase()
        .ifPresent(
            base -> {
              if (!user.containsKey("execution.checkpointing.savepoint-dir"))
                all.put(SAVEPOINTS, below(base, "flink-savepoints", state));
              if (!user.containsKey("execution.checkpointing.dir"))
                all.put(CHECKPOINTS, below(base, "flink-checkpoints", state) + "/" + jobId);
              if (user.keySet().stream().noneMatch(key -> key.startsWith(HA))) {
                all.put("high-availability.type", "kubernetes");
                all.put(
                    "high-availability.storageDir", below(base, "flink-ha", state) + "/" + jobId);
                all.put("kubernetes.cluster-id", clusterName(jobId));
                all.put("kubernetes.namespace", target(state).kubernetesNamespace());
              }
            });
    user.forEach((key, value) -> all.put(key, resolve(value, state, jobId)));
    // The name that VVP gave to Flink's own Kubernetes HA (app-manager-api.md 8.2).
    all.computeIfPresent(HA, (key, value) -> value.equals("vvp-kubernetes") ? "kubernetes" : value);
    return all;
  }

  private static String resolve(String value, DeploymentState state, UUID jobId) {
    return value
        .replace("{{deploymentId}}", state.identity().id().toString())
        .replace("{{deploymentName}}", state.identity().name())
        .replace("{{namespace}}", state.identity().namespace())
        .replace("{{jobId}}", jobId.toString());
  }

  private static String below(String base, String kind, DeploymentState state) {
    return "%s/%s/namespaces/%s/deployments/%s"
        .formatted(trimmed(base), kind, state.identity().namespace(), state.identity().id());
  }

  private static String trimmed(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static int slots(Map<String, String> configuration) {
    String text = configuration.getOrDefault(SLOTS, "1").strip();
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 1;
  }

  private static String image(Artifact artifact, String version, PlatformSettings settings) {
    String mapped = settings.images().getOrDefault(version, "flink:" + version);
    if (artifact.flinkImageRegistry().isEmpty()
        && artifact.flinkImageRepository().isEmpty()
        && artifact.flinkImageTag().isEmpty()) return mapped;
    int colon = mapped.lastIndexOf(':');
    String repository = artifact.flinkImageRepository().orElse(mapped.substring(0, colon));
    String tag = artifact.flinkImageTag().orElse(mapped.substring(colon + 1));
    return artifact.flinkImageRegistry().map(registry -> registry + "/").orElse("")
        + repository
        + ":"
        + tag;
  }
}
