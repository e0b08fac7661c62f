package io.weir.command.deployment;

import io.weir.command.logging.BadLogTemplateException;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.Logging;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the logging of a deployment must obey (app-manager-api.md 2.2). */
final class LoggingRules {
  private static final String AT = SpecFaults.TEMPLATE + "/logging";
  private static final Set<String> LEVELS =
      Set.of("ALL", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF");
  private static final Pattern LOGGER = Pattern.compile("[A-Za-z0-9_.$-]*");

  private final SpecFaults faults;
  private final PlatformSettings settings;

  LoggingRules(SpecFaults faults, PlatformSettings settings) {
    this.faults = faults;
    this.settings = settings;
  }

  void check(Logging logging, Optional<FlinkLine> line) {
    logging.log4jLoggers().forEach(this::logger);
    if (logging.loggingProfile().isPresent() && logging.log4j2ConfigurationTemplate().isPresent())
      faults.add(AT, "loggingProfile and log4j2ConfigurationTemplate are alternatives: give one");
    logging.loggingProfile().ifPresent(this::profile);
    String field =
        logging.log4j2ConfigurationTemplate().isPresent()
            ? "/log4j2ConfigurationTemplate"
            : "/loggingProfile";
    if (LogConfiguration.template(logging, settings).isEmpty()) return;
    if (line.filter(known -> !known.atLeast(1, 11)).isPresent())
      faults.add(
          AT + field,
          "Flink before 1.11 logs with log4j 1, for which there are no templates: use loggingProfile default");
    try {
      LogConfiguration.of(logging, settings);
    } catch (BadLogTemplateException e) {
      faults.add(AT + field, "expected a template, but " + e.getMessage());
    }
  }

  private void profile(String name) {
    if (name.equals(LogConfiguration.DEFAULT) || settings.loggingProfiles().containsKey(name))
      return;
    Set<String> known = new TreeSet<>(settings.loggingProfiles().keySet());
    known.add(LogConfiguration.DEFAULT);
    faults.add(
        AT + "/loggingProfile",
        "there is no logging profile '%s'; known are %s"
            .formatted(SpecFaults.printable(name), String.join(", ", known)));
  }

  private void logger(String name, String level) {
    String at = AT + "/log4jLoggers" + SpecFaults.step(name);
    if (!LOGGER.matcher(name).matches())
      faults.add(
          at,
          "expected the name of a logger such as org.apache.flink, or an empty one for the root");
    if (!LEVELS.contains(level.toUpperCase(Locale.ROOT)))
      faults.add(
          at,
          "expected one of ALL, TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF, but got '"
              + SpecFaults.printable(level)
              + "'");
  }
}
