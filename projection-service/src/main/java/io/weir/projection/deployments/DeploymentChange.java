package io.weir.projection.deployments;

import io.weir.events.spec.DeploymentSpec;
import io.weir.events.wire.JsonText;
import io.weir.events.wire.WireJson;
import io.weir.projection.store.JsonFields;
import java.util.Optional;

/**
 * What one event changed of a deployment, as JSON: only the parts that differ, and of spec and
 * status only their fields that differ.
 *
 * @param before the parts as they were; empty when nothing changed or there was nothing
 * @param after the parts as they are now; empty when nothing changed
 */
public record DeploymentChange(Optional<JsonText> before, Optional<JsonText> after) {
  private static final DeploymentChange NONE =
      new DeploymentChange(Optional.empty(), Optional.empty());
  private static final byte[] DELETED = JsonFields.name("deleted");
  private static final byte[] DESCRIPTION = JsonFields.name("description");
  private static final byte[] GENERATION = JsonFields.name("generation");
  private static final byte[] SPEC = JsonFields.name("spec");
  private static final byte[] STATUS = JsonFields.name("status");
  private static final ComponentChange SPECS = new ComponentChange(DeploymentSpec.class);

  /**
   * The difference between two views of one deployment; no earlier view at its registration.
   *
   * @param statuses the deployment's
   */
  public static DeploymentChange between(
      Optional<DeploymentView> before, DeploymentView after, StatusChange statuses) {
    return before.isEmpty() ? registered(after) : between(before.get(), after, statuses);
  }

  private static DeploymentChange registered(DeploymentView view) {
    JsonFields all = new JsonFields();
    all.add(DESCRIPTION, WireJson.write(view.description()));
    all.add(GENERATION, WireJson.write(view.generation()));
    all.add(SPEC, WireJson.write(view.spec()));
    all.add(STATUS, WireJson.write(view.status()));
    return new DeploymentChange(Optional.empty(), Optional.of(JsonText.of(all.utf8())));
  }

  private static DeploymentChange between(
      DeploymentView before, DeploymentView after, StatusChange statuses) {
    JsonFields was = new JsonFields();
    JsonFields is = new JsonFields();
    if (before.deleted() != after.deleted()) {
      was.add(DELETED, WireJson.write(before.deleted()));
      is.add(DELETED, WireJson.write(after.deleted()));
    }
    if (!before.description().equals(after.description())) {
      was.add(DESCRIPTION, WireJson.write(before.description()));
      is.add(DESCRIPTION, WireJson.write(after.description()));
    }
    if (before.generation() != after.generation()) {
      was.add(GENERATION, WireJson.write(before.generation()));
      is.add(GENERATION, WireJson.write(after.generation()));
    }
    JsonFields specWas = new JsonFields();
    JsonFields specIs = new JsonFields();
    if (before.spec() != after.spec()) SPECS.between(before.spec(), after.spec(), specWas, specIs);
    addBoth(SPEC, specWas, specIs, was, is);
    JsonFields statusWas = new JsonFields();
    JsonFields statusIs = new JsonFields();
    if (before.status() != after.status())
      statuses.between(before.status(), after.status(), statusWas, statusIs);
    addBoth(STATUS, statusWas, statusIs, was, is);
    return was.isEmpty()
        ? NONE
        : new DeploymentChange(
            Optional.of(JsonText.of(was.utf8())), Optional.of(JsonText.of(is.utf8())));
  }

  /** On both sides also when one of them has nothing to show: a field came, or went. */
  private static void addBoth(
      byte[] name, JsonFields partWas, JsonFields partIs, JsonFields was, JsonFields is) {
    if (partWas.isEmpty() && partIs.isEmpty()) return;
    was.add(name, partWas.utf8());
    is.add(name, partIs.utf8());
  }
}
