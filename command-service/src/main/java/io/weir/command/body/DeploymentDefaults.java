package io.weir.command.body;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user need not say: the built-in defaults under the platform's (app-manager-api.md 6.1).
 */
public final class DeploymentDefaults {
  private static final String BUILT_IN = "/io/weir/command/body/defaults.yaml";

  private final ObjectNode spec;

  private DeploymentDefaults(ObjectNode spec) {
    this.spec = spec;
  }

  /**
   * The defaults of a platform.
   *
   * @param platform YAML of the shape {@code {spec: …}}; blank: the built-in defaults only
   * @throws io.weir.appmanager.RefusedBodyException when it is no such YAML
   */
  public static DeploymentDefaults of(String platform) {
    ObjectNode builtIn = SpecOverlay.of(yaml(builtIn()).path("spec"), yaml("{}"));
    if (platform.isBlank()) return new DeploymentDefaults(builtIn);
    JsonNode own = SpecOverlay.withoutNulls(yaml(platform).path("spec"));
    return new DeploymentDefaults(own.isObject() ? SpecOverlay.of(builtIn, own) : builtIn);
  }

  /** The user's spec with everything that it leaves open filled in. */
  ObjectNode fill(JsonNode user) {
    return SpecOverlay.of(spec, SpecOverlay.withoutNulls(user));
  }

  private static ObjectNode yaml(String text) {
    return BodyReader.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
  }

  private static String builtIn() {
    try (InputStream file = DeploymentDefaults.class.getResourceAsStream(BUILT_IN)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException("Expected to read " + BUILT_IN, failure);
    }
  }
}
