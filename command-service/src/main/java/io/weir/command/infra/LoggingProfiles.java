package io.weir.command.infra;

import io.weir.command.logging.BadLogTemplateException;
import io.weir.command.logging.LogTemplate;
import java.util.Map;

/** The logging profiles of a platform. */
final class LoggingProfiles {
  private LoggingProfiles() {}

  /**
   * The templates as they are, each tried once: a broken one is told at the start.
   *
   * @throws IllegalArgumentException when a template cannot be rendered
   */
  static Map<String, String> of(Map<String, String> settings) {
    settings.forEach(
        (name, template) -> {
          try {
            LogTemplate.render(template, Map.of("", "INFO", "org.apache.flink", "INFO"));
          } catch (BadLogTemplateException e) {
            throw new IllegalArgumentException(
                "Expected weir.logging-profiles.%s to be a template, but %s"
                    .formatted(name, e.getMessage()));
          }
        });
    return settings;
  }
}
