package io.weir.command.body;

import tools.jackson.databind.JsonNode;

/** The fields of a spec that say by {@code kind} what the rest of them means. */
final class Kinds {
  private Kinds() {}

  /** Refuses a strategy or an artifact without kind, and a spec without artifact. */
  static void check(JsonNode spec) {
    checkStrategies(spec);
    check(
        spec.path("template").path("spec").path("artifact"), "/spec/template/spec/artifact", true);
  }

  /** Refuses a strategy that is given without its kind, which would else be the default's. */
  static void checkStrategies(JsonNode spec) {
    check(spec.path("upgradeStrategy"), "/spec/upgradeStrategy", false);
    check(spec.path("restoreStrategy"), "/spec/restoreStrategy", false);
  }

  private static void check(JsonNode value, String pointer, boolean required) {
    boolean absent = value.isMissingNode() || value.isNull();
    if (absent && !required) return;
    if (!absent && !value.isObject()) throw Envelope.fault(pointer, "expected an object with kind");
    if (value.path("kind").isMissingNode() || value.path("kind").isNull())
      throw Envelope.fault(pointer + "/kind", "missing type id property 'kind'");
  }
}
