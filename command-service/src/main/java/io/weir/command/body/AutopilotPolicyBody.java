package io.weir.command.body;

import io.weir.appmanager.AutopilotPolicyResource;
import io.weir.appmanager.AutopilotPolicyResource.Autoscaler;
import io.weir.appmanager.AutopilotPolicyResource.Libra;
import io.weir.appmanager.ResourceBinder;
import io.weir.command.autopilot.PolicyState;
import io.weir.events.autopilot.AutopilotMode;
import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.events.autopilot.AutoscalerConfig;
import io.weir.events.autopilot.LibraConfig;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of an autopilot policy (app-manager-api.md 2.11). */
public final class AutopilotPolicyBody {
  private static final String PREFIX = "AUTOPILOT_MODE_";

  private AutopilotPolicyBody() {}

  /**
   * Reads the body.
   *
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static AutopilotPolicySet of(ObjectNode body, String namespace, UUID deploymentId) {
    String name = body.path("name").asString("");
    if (!name.isEmpty() && !name.equals(AutopilotPolicyResource.name(namespace, deploymentId)))
      throw Envelope.fault(
          "/name",
          "expected "
              + AutopilotPolicyResource.name(namespace, deploymentId)
              + " as in the path, or nothing");
    return new AutopilotPolicySet(
        PolicyState.idFor(deploymentId),
        deploymentId,
        namespace,
        mode(body.path("mode")),
        autoscaler(body.path("autoscalerConfig")),
        libra(body.path("libraConfig")));
  }

  private static AutopilotMode mode(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) return AutopilotMode.DISABLED;
    String text = value.asString("");
    return Arrays.stream(AutopilotMode.values())
        .filter(mode -> (PREFIX + mode.name()).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Envelope.fault(
                    "/mode",
                    "expected AUTOPILOT_MODE_DISABLED, AUTOPILOT_MODE_MONITORING or"
                        + " AUTOPILOT_MODE_ACTIVE"));
  }

  private static Optional<AutoscalerConfig> autoscaler(JsonNode value) {
    String pointer = "/autoscalerConfig";
    return config(value, Autoscaler.class, pointer)
        .map(
            config -> {
              notNegative(config.cooldownMinutes(), pointer + "/cooldownMinutes");
              positive(config.minParallelism(), pointer + "/minParallelism");
              positive(config.maxParallelism(), pointer + "/maxParallelism");
              if (config.minParallelism().orElse(1)
                  > config.maxParallelism().orElse(Integer.MAX_VALUE))
                throw Envelope.fault(
                    pointer + "/maxParallelism", "expected at least minParallelism");
              if (config
                  .targetUtilization()
                  .filter(u -> u.signum() <= 0 || u.compareTo(BigDecimal.ONE) > 0)
                  .isPresent())
                throw Envelope.fault(
                    pointer + "/targetUtilization", "expected a number above 0, at most 1");
              return new AutoscalerConfig(
                  config.cooldownMinutes(),
                  config.minParallelism(),
                  config.maxParallelism(),
                  config.targetUtilization(),
                  orEmpty(config.extraConfig()));
            });
  }

  private static Optional<LibraConfig> libra(JsonNode value) {
    return config(value, Libra.class, "/libraConfig")
        .map(
            config -> {
              notNegative(config.cooldownMinutes(), "/libraConfig/cooldownMinutes");
              return new LibraConfig(
                  config.cooldownMinutes(), config.policies(), orEmpty(config.extraConfig()));
            });
  }

  private static <T> Optional<T> config(JsonNode value, Class<T> type, String pointer) {
    Envelope.object(value, pointer);
    if (!value.isObject()) return Optional.empty();
    return Optional.of(ResourceBinder.bind(SpecOverlay.withoutNulls(value), type, pointer));
  }

  private static Map<String, String> orEmpty(Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static void notNegative(Optional<Integer> value, String pointer) {
    if (value.filter(v -> v < 0).isPresent()) throw Envelope.fault(pointer, "expected at least 0");
  }

  private static void positive(Optional<Integer> value, String pointer) {
    if (value.filter(v -> v < 1).isPresent()) throw Envelope.fault(pointer, "expected at least 1");
  }
}
