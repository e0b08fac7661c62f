package io.weir.command.sessions;

import io.weir.command.deployment.FlinkVersions;
import io.weir.command.deployment.HighAvailability;
import io.weir.command.deployment.ImageName;
import io.weir.command.deployment.LogConfiguration;
import io.weir.command.deployment.Placeholders;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.TaskSlots;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionRuntime;
import io.weir.events.spec.FlinkLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the spec of a session cluster means for one incarnation: image, placeholders, storage
 * (app-manager-api.md part 6). References to secrets stay references.
 */
final class SessionRuntimes {

  private SessionRuntimes() {}

  static String clusterName(UUID id, long incarnation) {
    // Flink takes at most 45 characters as the id of a cluster.
    return "sc-" + id + "-" + incarnation;
  }

  static SessionRuntime of(SessionState state, long incarnation, PlatformSettings settings) {
    SessionClusterSpec spec = state.spec();
    String name = spec.flinkVersion().orElse(settings.flink().defaultVersion());
    // A version that the platform has forgotten meanwhile is run as it was known before.
    FlinkVersions.Version version =
        settings
            .flink()
            .find(name)
            .orElseGet(
                () ->
                    new FlinkVersions.Version(
                        FlinkLine.parse(name).orElse(settings.flink().defaultLine()),
                        "flink:" + name));
    Map<String, String> options = options(state, incarnation, version.line(), settings);
    return new SessionRuntime(
        ImageName.parse(version.image())
            .with(spec.flinkImageRegistry(), spec.flinkImageRepository(), spec.flinkImageTag())
            .text(),
        version.line().toString(),
        spec.numberOfTaskManagers(),
        TaskSlots.perTaskManager(options).orElse(1),
        spec.resources(),
        options,
        spec.logging(),
        LogConfiguration.of(spec.logging(), settings),
        spec.kubernetes());
  }

  /** Storage for what belongs to the cluster; where a job's state goes, its deployment says. */
  private static Map<String, String> options(
      SessionState state, long incarnation, FlinkLine line, PlatformSettings settings) {
    Map<String, String> user = state.spec().flinkConfiguration();
    Map<String, String> all = new LinkedHashMap<>();
    settings
        .storageBase()
        .ifPresent(
            base ->
                HighAvailability.complete(
                    all,
                    user,
                    line,
                    new HighAvailability.Place(
                        "%s/flink-ha/namespaces/%s/sessionclusters/%s/%d"
                            .formatted(
                                base.replaceFirst("/$", ""),
                                state.namespace(),
                                state.id(),
                                incarnation),
                        clusterName(state.id(), incarnation),
                        state.target().kubernetesNamespace())));
    Map<String, String> known =
        Map.of(
            "namespace", state.namespace(),
            "sessionClusterId", state.id().toString(),
            "sessionClusterName", state.name());
    user.forEach((key, value) -> all.put(key, Placeholders.resolve(value, known)));
    HighAvailability.translate(all, line);
    return all;
  }
}
