package io.weir.cluster.api;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Which objects of a resource a list or a watch is about.
 *
 * @param namespace empty for all
 */
record Selection(ResourceType type, String namespace, LabelSelector labels, FieldSelector fields)
    implements Predicate<JsonNode> {
  static Selection of(ResourceType type, String namespace, String name, Call call) {
    String byName = name.isEmpty() ? "" : "metadata.name=" + name;
    String fields =
        call.query("fieldSelector")
            + (byName.isEmpty() || call.query("fieldSelector").isEmpty() ? "" : ",")
            + byName;
    return new Selection(
        type,
        namespace,
        LabelSelector.parse(call.query("labelSelector")),
        FieldSelector.parse(type, fields));
  }

  /** Tests the object in the form of the selection's own API group. */
  @Override
  public boolean test(JsonNode object) {
    return labels.test(object) && fields.test(object);
  }
}
