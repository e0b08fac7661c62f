package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** In which form a client wants objects and lists. */
interface Form {
  /** One object, on its own or in a watch event. */
  ObjectNode one(ResourceType type, ObjectNode object);

  /** A list of objects under the list's own metadata. */
  ObjectNode many(ResourceType type, ObjectNode listMetadata, List<ObjectNode> objects);

  /** The objects themselves. */
  Form OBJECTS =
      new Form() {
        @Override
        public ObjectNode one(ResourceType type, ObjectNode object) {
          return object;
        }

        @Override
        public ObjectNode many(
            ResourceType type, ObjectNode listMetadata, List<ObjectNode> objects) {
          ObjectNode list =
              Trees.object().put("kind", type.listKind()).put("apiVersion", type.apiVersion());
          list.set("metadata", listMetadata);
          ArrayNode items = list.putArray("items");
          for (ObjectNode object : objects) {
            items.add(withoutKind(object));
          }
          return list;
        }
      };

  /** In a list, the real server tells the kind once, in the list. */
  private static ObjectNode withoutKind(ObjectNode object) {
    ObjectNode item = Trees.object();
    for (var field : object.properties()) {
      if (!field.getKey().equals("kind") && !field.getKey().equals("apiVersion")) {
        item.set(field.getKey(), field.getValue());
      }
    }
    return item;
  }

  /** Only what {@code metadata} says. */
  Form METADATA =
      new Form() {
        @Override
        public ObjectNode one(ResourceType type, ObjectNode object) {
          return partial(object);
        }

        @Override
        public ObjectNode many(
            ResourceType type, ObjectNode listMetadata, List<ObjectNode> objects) {
          ObjectNode list =
              Trees.object()
                  .put("kind", "PartialObjectMetadataList")
                  .put("apiVersion", "meta.k8s.io/v1");
          list.set("metadata", listMetadata);
          ArrayNode items = list.putArray("items");
          objects.forEach(object -> items.add(partial(object)));
          return list;
        }
      };

  /** The object reduced to its metadata. */
  static ObjectNode partial(JsonNode object) {
    ObjectNode partial =
        Trees.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", object.path("metadata"));
    return partial;
  }

  /** The first form in the Accept header that the server can give. */
  static Form of(Call call) {
    for (String accepted : call.acceptedForms()) {
      switch (accepted) {
        case "" -> {
          return OBJECTS;
        }
        case "PartialObjectMetadata", "PartialObjectMetadataList" -> {
          return METADATA;
        }
        case "Table" -> {
          return new TableForm(call.query("includeObject"));
        }
        default -> {
          // Not a form of ours: try the next.
        }
      }
    }
    return OBJECTS;
  }
}
