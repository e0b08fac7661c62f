package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deployment targets by name and by id. Until targets are resources of their own, they are
 * settings, and an id is a hash of the name.
 */
public final class DeploymentTargets {
  private static final String ID = "deploymentTargetId";
  private static final String NAME = "deploymentTargetName";

  private final Set<String> names;

  public DeploymentTargets(Set<String> names) {
    this.names = new TreeSet<>(names);
  }

  /** The id of the target with this name. */
  public static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(
        ("weir/deployment-targets/" + name).getBytes(StandardCharsets.UTF_8));
  }

  /** The spec with name and id of its target, whichever of them it came with. */
  ObjectNode resolve(ObjectNode spec) {
    JsonNode id = spec.path(ID);
    JsonNode name = spec.path(NAME);
    if (id.isMissingNode() && name.isMissingNode()) return spec;
    String chosen =
        name.isMissingNode()
            ? named(id.asString()).orElseThrow(() -> unknown(ID, id))
            : name.asString();
    if (!names.contains(chosen)) throw unknown(NAME, name);
    UUID known = idOf(chosen);
    if (!id.isMissingNode() && !known.toString().equalsIgnoreCase(id.asString()))
      throw refusal(ID, "is not the id of the target '" + chosen + "': give one of the two");
    return spec.deepCopy().put(NAME, chosen).put(ID, known.toString());
  }

  private Optional<String> named(String id) {
    return names.stream().filter(n -> idOf(n).toString().equalsIgnoreCase(id)).findFirst();
  }

  private RefusedBodyException unknown(String field, JsonNode value) {
    String text = value.asString();
    return refusal(
        field,
        "there is no deployment target '"
            + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
            + "'; known are "
            + String.join(", ", names));
  }

  private static RefusedBodyException refusal(String field, String detail) {
    String pointer = "/spec/" + field;
    return new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        pointer + ": " + detail,
        List.of(new ProblemBody.Fault(pointer, detail)));
  }
}
