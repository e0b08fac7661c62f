package io.weir.command.deployment;

import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.TemplateSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a template means for one job: image, placeholders, storage (app-manager-api.md part 6).
 * References to secrets stay references.
 */
final class JobSpecs {
  private static final String SAVEPOINTS = "state.savepoints.dir";
  private static final String CHECKPOINTS = "state.checkpoints.dir";

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
    FlinkVersions.Version version = version(artifact, settings);
    Map<String, String> effective = effective(state, jobId, version.line(), settings);
    int slots = TaskSlots.perTaskManager(effective).orElse(1);
    return new JobSpec(
        artifact,
        artifact.mainArgs().flatMap(ProgramArguments::split).orElse(List.of()),
        ImageName.parse(version.image()).with(artifact).text(),
        version.line().toString(),
        template.parallelism(),
        template
            .numberOfTaskManagers()
            .orElseGet(() -> TaskSlots.taskManagers(template.parallelism(), slots)),
        slots,
        template.resources(),
        effective,
        template.flinkConfiguration(),
        template.logging(),
        LogConfiguration.of(template.logging(), settings),
        template.kubernetes(),
        ownKeys(state.wish().spec().template()));
  }

  /** The same for a job whose processes are a session cluster's. */
  static JobSpec onSession(
      DeploymentState state, UUID jobId, SessionClusters.Offer offer, PlatformSettings settings) {
    TemplateSpec template = state.wish().spec().template().spec();
    Map<String, String> user = template.flinkConfiguration();
    Map<String, String> effective = new LinkedHashMap<>();
    directories(state, jobId, settings, effective);
    user.forEach((key, value) -> effective.put(key, resolve(value, state, jobId)));
    return new JobSpec(
        template.artifact(),
        template.artifact().mainArgs().flatMap(ProgramArguments::split).orElse(List.of()),
        offer.image(),
        offer.line().toString(),
        template.parallelism(),
        0,
        offer.slotsPerTaskManager(),
        Map.of(),
        effective,
        user,
        template.logging(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Where Flink writes the job's state, unless the user says where. */
  private static void directories(
      DeploymentState state, UUID jobId, PlatformSettings settings, Map<String, String> all) {
    Map<String, String> user = state.wish().spec().template().spec().flinkConfiguration();
    settings
        .storageBase()
        .ifPresent(
            base -> {
              if (!user.containsKey("execution.checkpointing.savepoint-dir"))
                all.put(SAVEPOINTS, below(base, "flink-savepoints", state));
              if (!user.containsKey("execution.checkpointing.dir"))
                all.put(CHECKPOINTS, below(base, "flink-checkpoints", state) + "/" + jobId);
            });
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
      DeploymentState state, UUID jobId, FlinkLine line, PlatformSettings settings) {
    Map<String, String> user = state.wish().spec().template().spec().flinkConfiguration();
    Map<String, String> all = new LinkedHashMap<>();
    directories(state, jobId, settings, all);
    settings
        .storageBase()
        .ifPresent(
            base -> {
              HighAvailability.complete(
                  all,
                  user,
                  line,
                  new HighAvailability.Place(
                      below(base, "flink-ha", state) + "/" + jobId,
                      clusterName(jobId),
                      target(state).kubernetesNamespace()));
            });
    user.forEach((key, value) -> all.put(key, resolve(value, state, jobId)));
    HighAvailability.translate(all, line);
    if (!line.takesJobId()) ownCheckpoints(all, jobId);
    if (TemplateSwitches.isOn(state.wish().spec().template(), TemplateSwitches.ENCRYPTION))
      all.put("security.ssl.internal.enabled", "true");
    if (TemplateSwitches.isOn(state.wish().spec().template(), TemplateSwitches.QUERYABLE_STATE))
      all.putIfAbsent("queryable-state.enable", "true");
    return all;
  }

  /**
   * Flink writes below the job's id. Where that is the same for all jobs, they would share what is
   * in there, so each gets a directory above.
   */
  private static void ownCheckpoints(Map<String, String> options, UUID jobId) {
    for (String key : List.of(CHECKPOINTS, "state.backend.fs.checkpointdir"))
      options.computeIfPresent(
          key,
          (name, directory) ->
              directory.contains(jobId.toString()) ? directory : trimmed(directory) + "/" + jobId);
  }

  private static String resolve(String value, DeploymentState state, UUID jobId) {
    Identity identity = state.identity();
    return Placeholders.resolve(
        value,
        Map.of(
            "deploymentId", identity.id().toString(),
            "deploymentName", identity.name(),
            "namespace", identity.namespace(),
            "jobId", jobId.toString()));
  }

  /** Who brings a key store needs none from us. */
  private static boolean ownKeys(DeploymentTemplate template) {
    return TemplateSwitches.isOn(template, TemplateSwitches.ENCRYPTION)
        && !template.spec().flinkConfiguration().containsKey("security.ssl.internal.keystore");
  }

  private static String below(String base, String kind, DeploymentState state) {
    return "%s/%s/namespaces/%s/deployments/%s"
        .formatted(trimmed(base), kind, state.identity().namespace(), state.identity().id());
  }

  private static String trimmed(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** A version that the platform has forgotten meanwhile is run as it was known before. */
  private static FlinkVersions.Version version(Artifact artifact, PlatformSettings settings) {
    String name = artifact.flinkVersion().orElse(settings.flink().defaultVersion());
    return settings
        .flink()
        .find(name)
        .orElseGet(
            () ->
                new FlinkVersions.Version(
                    FlinkLine.parse(name).orElse(settings.flink().defaultLine()), "flink:" + name));
  }
}
