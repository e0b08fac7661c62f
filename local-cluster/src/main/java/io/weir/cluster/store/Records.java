package io.weir.cluster.store;

import io.weir.cluster.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journal's records, one JSON object each: {@code base} leads a journal, {@code put} and {@code
 * delete} follow.
 */
final class Records {
  private Records() {}

  /** The version that everything up to the end of the following {@code kept} records amounts to. */
  static ObjectNode base(long version, int kept) {
    ObjectNode record = Trees.object();
    record.putObject("base").put("version", version).put("kept", kept);
    return record;
  }

  static ObjectNode put(StoredObject object) {
    ObjectNode record = Trees.object();
    record.set("put", key(object.key()));
    record.put("version", object.version());
    record.set("object", object.tree());
    return record;
  }

  static ObjectNode delete(Key key, long version) {
    ObjectNode record = Trees.object();
    record.set("delete", key(key));
    return record.put("version", version);
  }

  private static ObjectNode key(Key key) {
    return Trees.object()
        .put("resource", key.resource())
        .put("namespace", key.namespace())
        .put("name", key.name());
  }

  static Key key(JsonNode key) {
    return new Key(
        Trees.text(key, "resource"), Trees.text(key, "namespace"), Trees.text(key, "name"));
  }
}
