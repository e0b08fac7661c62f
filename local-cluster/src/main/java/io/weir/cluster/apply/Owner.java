package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who owns fields. The same name is another manager for each operation, API version and
 * subresource.
 *
 * @param applies by server-side apply, rather than by create, update or patch
 * @param subresource empty for the object itself
 */
public record Owner(String name, boolean applies, String apiVersion, String subresource) {

  static Owner parse(JsonNode entry) {
    return new Owner(
        Trees.text(entry, "manager"),
        Trees.text(entry, "operation").equals("Apply"),
        Trees.text(entry, "apiVersion"),
        Trees.text(entry, "subresource"));
  }

  ObjectNode print(String time, FieldSet fields) {
    ObjectNode entry =
        Trees.object()
            .put("manager", name)
            .put("operation", applies ? "Apply" : "Update")
            .put("apiVersion", apiVersion)
            .put("time", time);
    entry.put("fieldsType", "FieldsV1").set("fieldsV1", fields.print());
    return subresource.isEmpty() ? entry : entry.put("subresource", subresource);
  }

  /** As conflict messages speak of it. */
  String described() {
    return "\""
        + name
        + "\""
        + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"")
        + " using "
        + apiVersion;
  }
}
