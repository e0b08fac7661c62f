package io.weir.command.body;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.RefusedBodyException;
import io.weir.command.deployment.PlatformSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two lowest layers of defaults: the built-in ones under the platform's (app-manager-api.md
 * 6.1).
 */
public final class GlobalDefaults {
  /** The setting that holds the platform's layer. */
  public static final String SETTING = "weir.global-deployment-defaults";

  private static final String BUILT_IN = "/io/weir/command/body/defaults.yaml";

  private final ObjectNode spec;

  private GlobalDefaults(ObjectNode spec) {
    this.spec = spec;
  }

  /**
   * The defaults of a platform.
   *
   * @param platform YAML of the shape {@code {spec: …}}; blank: the built-in defaults only
   * @param settings what the platform takes
   * @throws IllegalArgumentException when it is no such YAML, or could not be a deployment's spec
   */
  public static GlobalDefaults of(String platform, PlatformSettings settings) {
    ObjectNode builtIn = SpecOverlay.of(yaml(builtIn()).path("spec"), yaml("{}"));
    if (platform.isBlank()) return new GlobalDefaults(builtIn);
    try {
      JsonNode own = SpecOverlay.withoutNulls(yaml(platform).path("spec"));
      if (!own.isObject())
        throw new IllegalArgumentException(
            "Expected %s to be YAML of the shape {spec: {…}}, but there is no spec in it"
                .formatted(SETTING));
      return new GlobalDefaults(
          SpecOverlay.of(builtIn, PartialSpec.checked(builtIn, own, Optional.empty(), settings)));
    } catch (RefusedBodyException refused) {
      throw new IllegalArgumentException(
          "Expected %s to be YAML of the shape {spec: {…}} with fields of a deployment's spec, but %s"
              .formatted(SETTING, refused.getMessage()),
          refused);
    }
  }

  /** Part of a deployment's spec, complete but for the artifact. */
  public ObjectNode spec() {
    return spec.deepCopy();
  }

  private static ObjectNode yaml(String text) {
    return BodyReader.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
  }

  private static String builtIn() {
    try (InputStream file = GlobalDefaults.class.getResourceAsStream(BUILT_IN)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException("Expected to read " + BUILT_IN, failure);
    }
  }
}
