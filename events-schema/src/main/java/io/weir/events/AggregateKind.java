package io.weir.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What kinds of things have a history in the log. Whoever reads the log decides with a {@code
 * switch} what each kind is to him, so that a new kind is ignored by decision and never by
 * oversight.
 */
public enum AggregateKind {
  /** A deployment with its jobs and savepoints. */
  DEPLOYMENT("deployment", "deployments"),
  /** A place where clusters may run. */
  DEPLOYMENT_TARGET("deployment-target", "deployment-targets"),
  /** What the deployments of a namespace are when their users do not say. */
  DEPLOYMENT_DEFAULTS("deployment-defaults", "deployment-defaults"),
  /** A Flink cluster that runs the jobs of several deployments. */
  SESSION_CLUSTER("session-cluster", "sessionclusters"),
  /** What everything else is in. */
  NAMESPACE("namespace", "namespaces"),
  /** What a machine proves itself with. */
  API_TOKEN("api-token", "apitokens"),
  /** A secret that jobs refer to by name. */
  SECRET_VALUE("secret-value", "secret-values"),
  /** What Weir may do to a deployment by itself. */
  AUTOPILOT_POLICY("autopilot-policy", "autopilot-policies");

  private static final Map<String, AggregateKind> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(AggregateKind::stored, kind -> kind));
  private static final Map<String, AggregateKind> BY_PATH =
      Arrays.stream(values()).collect(Collectors.toMap(AggregateKind::path, kind -> kind));

  private final String stored;
  private final String path;

  AggregateKind(String stored, String path) {
    this.stored = stored;
    this.path = path;
  }

  /** The name in the event store, and the noun before the dot in the wire names of its events. */
  public String stored() {
    return stored;
  }

  /** The segment of {@code ce_source}, which is that of the API's path. */
  public String path() {
    return path;
  }

  /** The kind of this name in the event store. */
  public static Optional<AggregateKind> stored(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The kind of this segment of {@code ce_source}. */
  public static Optional<AggregateKind> path(String segment) {
    return Optional.ofNullable(BY_PATH.get(segment));
  }
}
