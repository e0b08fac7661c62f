package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects as rows with the columns that kubectl prints.
 *
 * @param includeObject what each row carries beside its cells: {@code None}, {@code Object}, or (by
 *     default) the metadata
 */
record TableForm(String includeObject) implements Form {
  @Override
  public ObjectNode one(ResourceType type, ObjectNode object) {
    ObjectNode metadata = Trees.object();
    metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
    return many(type, metadata, List.of(object));
  }

  @Override
  public ObjectNode many(ResourceType type, ObjectNode listMetadata, List<ObjectNode> objects) {
    List<Column> columns = Columns.of(type);
    ObjectNode table = Trees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", listMetadata);
    ArrayNode definitions = table.putArray("columnDefinitions");
    for (Column column : columns) {
      definitions
          .addObject()
          .put("name", column.name())
          .put("type", column.number() ? "integer" : "string")
          .put("format", column.name().equals("Name") ? "name" : "")
          .put("description", column.name())
          .put("priority", column.wide() ? 1 : 0);
    }
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell(object, Clock.systemUTC())));
      switch (includeObject) {
        case "None" -> {}
        case "Object" -> row.set("object", object);
        default -> row.set("object", Form.partial(object));
      }
    }
    return table;
  }
}
