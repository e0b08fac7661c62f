package io.weir.projection.deployments;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one event changed of a deployment, as JSON: only the parts that differ.
 *
 * @param before the parts as they were; empty when nothing changed or there was nothing
 * @param after the parts as they are now; empty when nothing changed
 */
public record DeploymentChange(Optional<String> before, Optional<String> after) {
  private static final DeploymentChange NONE =
      new DeploymentChange(Optional.empty(), Optional.empty());

  /** What an event can change, in the order of the JSON's fields. */
  private enum Part {
    DELETED("deleted", DeploymentView::deleted),
    DESCRIPTION("description", DeploymentView::description),
    GENERATION("generation", DeploymentView::generation),
    SPEC("spec", DeploymentView::spec),
    STATUS("status", DeploymentView::status);

    private final String field;
    private final Function<DeploymentView, Object> value;

    Part(String field, Function<DeploymentView, Object> value) {
      this.field = field;
      this.value = value;
    }

    boolean differs(DeploymentView one, DeploymentView other) {
      return !value.apply(one).equals(value.apply(other));
    }
  }

  private static final List<Part> AT_REGISTRATION =
      List.of(Part.DESCRIPTION, Part.GENERATION, Part.SPEC, Part.STATUS);

  private static final Part[] ALL = Part.values();

  /**
   * The difference between two views of one deployment; no earlier view at its registration.
   *
   * @param json of parts that were written before: most of what an event changes is what the one
   *     before it left
   */
  public static DeploymentChange between(
      Optional<DeploymentView> before, DeploymentView after, PartJson json) {
    if (before.isEmpty()) {
      Fields all = new Fields(json);
      for (Part part : AT_REGISTRATION) all.add(part, after);
      return new DeploymentChange(Optional.empty(), all.json());
    }
    Fields was = new Fields(json);
    Fields is = new Fields(json);
    boolean same = true;
    for (Part part : ALL) {
      if (!part.differs(before.get(), after)) continue;
      same = false;
      was.add(part, before.get());
      is.add(part, after);
    }
    return same ? NONE : new DeploymentChange(was.json(), is.json());
  }

  /** A JSON object that grows by one field at a time. */
  private static final class Fields {
    private final StringBuilder text = new StringBuilder(256).append('{');
    private final PartJson json;

    Fields(PartJson json) {
      this.json = json;
    }

    void add(Part part, DeploymentView view) {
      if (text.length() > 1) text.append(',');
      text.append('"').append(part.field).append("\":").append(json.of(part.value.apply(view)));
    }

    Optional<String> json() {
      return Optional.of(text.append('}').toString());
    }
  }
}
