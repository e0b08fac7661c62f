package io.weir.events.spec;

import java.util.Map;
import java.util.Optional;

/**
 * How the Flink processes log (app-manager-api.md 2.2).
 *
 * @param loggingProfile a named template of the platform; alternative to {@code
 *     log4j2ConfigurationTemplate}
 * @param log4jLoggers level by logger name; the root logger's name is the empty string
 * @param log4j2ConfigurationTemplate a template of the user's own
 */
public record Logging(
    Optional<String> loggingProfile,
    Map<String, String> log4jLoggers,
    Optional<String> log4j2ConfigurationTemplate) {
  public Logging {
    log4jLoggers = log4jLoggers == null ? Map.of() : Map.copyOf(log4jLoggers);
  }
}
