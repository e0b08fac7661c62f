package io.weir.command.deployment;

import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.FlinkLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The annotations of a template that switch something on or off (app-manager-api.md 2.2). */
final class TemplateSwitches {
  static final String QUERYABLE_STATE = "flink.queryable-state.enabled";
  static final String ENCRYPTION = "flink.security.ssl.enabled";

  private TemplateSwitches() {}

  /** Whether a switch is on; what is not there is off. */
  static boolean isOn(DeploymentTemplate template, String name) {
    return template
        .metadata()
        .annotations()
        .getOrDefault(name, "")
        .strip()
        .equalsIgnoreCase("true");
  }

  static void check(DeploymentTemplate template, Optional<FlinkLine> line, SpecFaults faults) {
    Map<String, String> annotations = template.metadata().annotations();
    for (String name : List.of(QUERYABLE_STATE, ENCRYPTION)) {
      String value = annotations.getOrDefault(name, "false").strip().toLowerCase(Locale.ROOT);
      if (!value.equals("true") && !value.equals("false"))
        faults.add(
            at(name), "expected true or false, but got '" + SpecFaults.printable(value) + "'");
    }
    if (isOn(template, QUERYABLE_STATE) && line.filter(known -> known.atLeast(2, 0)).isPresent())
      faults.add(
          at(QUERYABLE_STATE), "Flink 2.0 and later have no queryable state: set it to false");
  }

  private static String at(String name) {
    return "/spec/template/metadata/annotations" + SpecFaults.step(name);
  }
}
