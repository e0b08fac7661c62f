package io.weir.appmanager;

import io.weir.events.autopilot.AutopilotMode;
import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.events.autopilot.AutoscalerConfig;
import io.weir.events.autopilot.LibraConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What Weir may do to a deployment by itself (app-manager-api.md 2.11).
 *
 * @param name {@code namespaces/<namespace>/deployments/<id>/autopilotpolicy}
 * @param mode how much
 * @param modifyTime when it was set last; absent: never
 * @param autoscalerConfig within which bounds its parallelism may change
 * @param libraConfig within which bounds its resources may change
 */
public record AutopilotPolicyResource(
    String name,
    Mode mode,
    Optional<Instant> modifyTime,
    Optional<Autoscaler> autoscalerConfig,
    Optional<Libra> libraConfig) {

  /** How much Weir may do. */
  public enum Mode {
    /** Nothing. */
    AUTOPILOT_MODE_DISABLED,
    /** Recommend. */
    AUTOPILOT_MODE_MONITORING,
    /** Carry out what it recommends. */
    AUTOPILOT_MODE_ACTIVE;

    /** The mode of the log in the form of the API. */
    public static Mode of(AutopilotMode mode) {
      return valueOf("AUTOPILOT_MODE_" + mode.name());
    }
  }

  /**
   * Within which bounds the parallelism may change; see {@link AutoscalerConfig}.
   *
   * @param cooldownMinutes between two changes
   * @param minParallelism lower bound
   * @param maxParallelism upper bound
   * @param targetUtilization the share of time in which tasks work
   * @param extraConfig further options
   */
  public record Autoscaler(
      Optional<Integer> cooldownMinutes,
      Optional<Integer> minParallelism,
      Optional<Integer> maxParallelism,
      Optional<BigDecimal> targetUtilization,
      Map<String, String> extraConfig) {
    static Autoscaler of(AutoscalerConfig config) {
      return new Autoscaler(
          config.cooldownMinutes(),
          config.minParallelism(),
          config.maxParallelism(),
          config.targetUtilization(),
          config.extraConfig());
    }
  }

  /**
   * Within which bounds the resources may change; see {@link LibraConfig}.
   *
   * @param cooldownMinutes between two changes
   * @param policies what may be changed
   * @param extraConfig further options
   */
  public record Libra(
      Optional<Integer> cooldownMinutes,
      Optional<JsonNode> policies,
      Map<String, String> extraConfig) {
    static Libra of(LibraConfig config) {
      return new Libra(config.cooldownMinutes(), config.policies(), config.extraConfig());
    }
  }

  /** The policy of a deployment for which none was set. */
  public static AutopilotPolicyResource disabled(String namespace, UUID deploymentId) {
    return new AutopilotPolicyResource(
        name(namespace, deploymentId),
        Mode.AUTOPILOT_MODE_DISABLED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The policy as it was set. */
  public static AutopilotPolicyResource of(AutopilotPolicySet set, Instant modifiedAt) {
    return new AutopilotPolicyResource(
        name(set.namespace(), set.deploymentId()),
        Mode.of(set.mode()),
        Optional.of(modifiedAt),
        set.autoscaler().map(Autoscaler::of),
        set.libra().map(Libra::of));
  }

  /** The name of a deployment's policy. */
  public static String name(String namespace, UUID deploymentId) {
    return NamespaceResource.qualified(namespace)
        + "/deployments/"
        + deploymentId
        + "/autopilotpolicy";
  }
}
