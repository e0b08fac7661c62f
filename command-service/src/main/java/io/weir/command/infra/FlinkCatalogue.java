package io.weir.command.infra;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.command.deployment.FlinkVersions;
import io.weir.events.spec.FlinkLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The Flink versions of a platform: those that Weir brings, and over them the settings. */
final class FlinkCatalogue {
  private static final String BUILT_IN = "flink-versions.yaml";

  private FlinkCatalogue() {}

  /**
   * All versions.
   *
   * @throws IllegalArgumentException when a setting names no image, or no line that is known of
   */
  static FlinkVersions of(CommandSettings.Flink settings) {
    Map<String, FlinkVersions.Version> known = new HashMap<>();
    for (Map.Entry<String, JsonNode> version : builtIn().properties())
      known.put(
          version.getKey(),
          version(version.getKey(), Optional.empty(), version.getValue().asString()));
    settings
        .versions()
        .forEach((name, given) -> known.put(name, version(name, given.line(), given.image())));
    return new FlinkVersions(known, settings.defaultVersion());
  }

  private static FlinkVersions.Version version(String name, Optional<String> line, String image) {
    String setting = "weir.flink.versions[" + name + "]";
    if (image == null || image.isBlank())
      throw new IllegalArgumentException(
          "Expected %s.image to name a container image, but it is empty".formatted(setting));
    FlinkLine parsed =
        FlinkLine.parse(line.orElse(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected %s.line to be a line such as 2.3, since '%s' does not say it"
                            .formatted(setting, line.orElse(name))));
    return new FlinkVersions.Version(parsed, image);
  }

  private static JsonNode builtIn() {
    try (InputStream file = FlinkCatalogue.class.getResourceAsStream(BUILT_IN)) {
      return BodyReader.read(file.readAllBytes(), Optional.of(BodySyntax.YAML));
    } catch (IOException failure) {
      throw new IllegalStateException("Expected to read " + BUILT_IN, failure);
    }
  }
}
