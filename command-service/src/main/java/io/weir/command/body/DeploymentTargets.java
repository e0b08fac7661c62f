package io.weir.command.body;

import io.weir.appmanager.RefusedBodyException;
import io.weir.command.body.TargetDirectory.Entry;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the deployment target that a spec names, by name or by id. */
final class DeploymentTargets {
  private static final String ID = "deploymentTargetId";
  private static final String NAME = "deploymentTargetName";

  private final TargetDirectory directory;

  DeploymentTargets(TargetDirectory directory) {
    this.directory = directory;
  }

  /**
   * The target that the spec names; empty when it names none.
   *
   * @param current what the deployment refers to already, which therefore exists
   * @throws RefusedBodyException when there is no such target, or name and id are of two
   */
  Optional<Entry> find(ObjectNode spec, String namespace, Optional<Entry> current) {
    JsonNode id = spec.path(ID);
    JsonNode name = spec.path(NAME);
    if (id.isMissingNode() && name.isMissingNode()) return Optional.empty();
    Entry found =
        current
            .filter(entry -> fits(id, name, entry))
            .or(() -> lookUp(id, name, namespace))
            .orElseThrow(
                () ->
                    name.isMissingNode()
                        ? unknown(ID, id, namespace)
                        : unknown(NAME, name, namespace));
    if (!fits(id, name, found))
      throw refusal(
          ID, "is not the id of the target '" + found.target().name() + "': give one of the two");
    return Optional.of(found);
  }

  /** The spec with name and id of its target, whichever of them it came with. */
  static ObjectNode filled(ObjectNode spec, Optional<Entry> target) {
    if (target.isEmpty()) return spec;
    return spec.deepCopy()
        .put(NAME, target.get().target().name())
        .put(ID, target.get().id().toString());
  }

  private Optional<Entry> lookUp(JsonNode id, JsonNode name, String namespace) {
    return name.isMissingNode()
        ? uuid(id.asString("")).flatMap(text -> directory.identified(namespace, text))
        : directory.named(namespace, name.asString(""));
  }

  private static boolean fits(JsonNode id, JsonNode name, Entry entry) {
    return (id.isMissingNode() || entry.id().toString().equalsIgnoreCase(id.asString("")))
        && (name.isMissingNode() || entry.target().name().equals(name.asString("")));
  }

  private static Optional<UUID> uuid(String text) {
    return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private RefusedBodyException unknown(String field, JsonNode value, String namespace) {
    return unknown(field, value, namespace, directory);
  }

  /** The refusal of a target that is not there, which names those that are. */
  static RefusedBodyException unknown(
      String field, JsonNode value, String namespace, TargetDirectory directory) {
    String text = value.asString("");
    String known = String.join(", ", directory.names(namespace));
    return refusal(
        field,
        "there is no deployment target '"
            + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
            + "' in the namespace "
            + namespace
            + (known.isEmpty() ? "; create one first" : "; known are " + known));
  }

  private static RefusedBodyException refusal(String field, String detail) {
    return Envelope.fault("/spec/" + field, detail);
  }
}
