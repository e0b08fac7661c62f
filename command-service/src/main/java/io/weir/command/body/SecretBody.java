package io.weir.command.body;

import io.weir.appmanager.MergePatch;
import io.weir.appmanager.SecretValueResource;
import io.weir.command.seal.SecretText;
import io.weir.command.secrets.SecretState;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user says of a secret value (app-manager-api.md 2.8). No message about its spec repeats
 * what is in it.
 *
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param value absent: not said
 */
public record SecretBody(
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<SecretText> value) {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z_-]{1,250}");
  private static final int LONGEST = 64 * 1024;

  /**
   * Reads the body of POST and PUT.
   *
   * @param path the name in the path; absent at POST
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static SecretBody of(ObjectNode body, String namespace, Optional<String> path) {
    Envelope.check(body, SecretValueResource.KIND, namespace);
    MetadataBody metadata = Envelope.metadata(body);
    String name = Envelope.name(metadata, path);
    if (!NAME.matcher(name).matches())
      throw Envelope.fault("/metadata/name", "expected 1 to 250 of 0-9, a-z, A-Z, _ and -");
    return new SecretBody(name, metadata.labels(), metadata.annotations(), value(body));
  }

  /**
   * Reads the body of PATCH: labels and annotations merge with those that are there.
   *
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static SecretBody patched(ObjectNode patch, SecretState state) {
    Envelope.check(patch, SecretValueResource.KIND, state.namespace());
    Envelope.object(patch.path("metadata"), "/metadata");
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    ObjectNode known = said.putObject("metadata");
    state.labels().forEach(known.putObject("labels")::put);
    state.annotations().forEach(known.putObject("annotations")::put);
    ObjectNode merged = said.deepCopy();
    if (patch.path("metadata").isObject())
      merged.set("metadata", MergePatch.apply(known, patch.path("metadata")));
    MetadataBody metadata = Envelope.metadata(merged);
    return new SecretBody(
        Envelope.name(metadata, Optional.of(state.name())),
        metadata.labels(),
        metadata.annotations(),
        value(patch));
  }

  /**
   * The value, where there must be one.
   *
   * @throws io.weir.appmanager.RefusedBodyException when it was not said
   */
  public SecretText requireValue() {
    return value.orElseThrow(() -> Envelope.fault("/spec/value", "must not be null"));
  }

  private static Optional<SecretText> value(ObjectNode body) {
    JsonNode spec = body.path("spec");
    Envelope.object(spec, "/spec");
    JsonNode kind = spec.path("kind");
    if (!kind.isMissingNode()
        && !kind.isNull()
        && !kind.asString("").equalsIgnoreCase(SecretValueResource.PLAIN))
      throw Envelope.fault("/spec/kind", "expected " + SecretValueResource.PLAIN);
    JsonNode value = spec.path("value");
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    if (!value.isValueNode()) throw Envelope.fault("/spec/value", "expected text");
    SecretText secret = SecretText.of(value.asString());
    if (secret.length() > LONGEST)
      throw Envelope.fault("/spec/value", "expected at most " + LONGEST + " bytes");
    return Optional.of(secret);
  }
}
