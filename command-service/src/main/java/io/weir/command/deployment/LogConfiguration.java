package io.weir.command.deployment;

import io.weir.command.logging.LogTemplate;
import io.weir.events.spec.Logging;
import java.util.Optional;

/** The log configuration of a job, where a template says what it is. */
public final class LogConfiguration {
  /** The profile that needs no template: the executor's own configuration. */
  static final String DEFAULT = "default";

  private LogConfiguration() {}

  /** The template that counts: the user's own, else the profile's; none for the built-in one. */
  static Optional<String> template(Logging logging, PlatformSettings settings) {
    return logging
        .log4j2ConfigurationTemplate()
        .or(
            () ->
                Optional.ofNullable(
                    settings.loggingProfiles().get(logging.loggingProfile().orElse(DEFAULT))));
  }

  /**
   * The text of the file; empty for the built-in configuration.
   *
   * @throws io.weir.command.logging.BadLogTemplateException when the template cannot be rendered
   */
  public static Optional<String> of(Logging logging, PlatformSettings settings) {
    return template(logging, settings)
        .map(template -> LogTemplate.render(template, logging.log4jLoggers()));
  }
}
