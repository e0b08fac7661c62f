package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.store.StoredObject;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@code metadata} that belongs to the server: who may set what, and when. */
final class Metadata {
  private static final List<String> SET_BY_SERVER =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink");

  private Metadata() {}

  /** Names the object and gives it its identity. */
  static void forCreate(ResourceType type, String namespace, ObjectNode object, Origin origin) {
    object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode metadata = Trees.child(object, "metadata");
    if (!Trees.text(metadata, "resourceVersion").isEmpty()) {
      throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
    }
    metadata.remove("resourceVersion");
    metadata.remove(SET_BY_SERVER);
    place(type, namespace, metadata);
    if (Trees.text(metadata, "name").isEmpty() && !Trees.text(metadata, "generateName").isEmpty()) {
      metadata.put("name", Trees.text(metadata, "generateName") + origin.suffixes().get());
    }
    metadata.put("uid", origin.uids().get()).put("creationTimestamp", origin.timestamp());
    if (type.is(ResourceType.Trait.GENERATION)) {
      metadata.put("generation", 1);
    }
  }

  private static void place(ResourceType type, String namespace, ObjectNode metadata) {
    String given = Trees.text(metadata, "namespace");
    if (!given.isEmpty() && !given.equals(namespace)) {
      throw ApiFailure.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request (\""
              + given
              + "\" and \""
              + namespace
              + "\")");
    }
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
  }

  /**
   * Carries over what only the server sets.
   *
   * @throws ApiFailure 409 if the new state speaks of another version or another object than the
   *     current one, 400 of another name
   */
  static void forUpdate(ResourceType type, StoredObject current, ObjectNode next) {
    String name = current.key().name();
    next.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode metadata = Trees.child(next, "metadata");
    ObjectNode old = Trees.child(current.tree(), "metadata");
    String version = Trees.text(metadata, "resourceVersion");
    if (!version.isEmpty()
        && !version.equals("0")
        && !version.equals(Trees.text(old, "resourceVersion"))) {
      throw ApiFailure.stale(type, name);
    }
    String uid = Trees.text(metadata, "uid");
    if (!uid.isEmpty() && !uid.equals(Trees.text(old, "uid"))) {
      throw ApiFailure.conflict(
          type,
          name,
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + Trees.text(old, "uid"));
    }
    String given = Trees.text(metadata, "name");
    if (!given.isEmpty() && !given.equals(name)) {
      throw ApiFailure.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
    metadata.put("name", name);
    place(type, current.key().namespace(), metadata);
    metadata.set("resourceVersion", old.get("resourceVersion"));
    SET_BY_SERVER.forEach(field -> carry(old, metadata, field));
  }

  static void carry(JsonNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field).deepCopy());
    } else {
      to.remove(field);
    }
  }

  static boolean deleting(JsonNode object) {
    return Trees.has(object, "metadata", "deletionTimestamp");
  }

  /** Whether nothing holds back the removal of an object that is being deleted. */
  static boolean released(ResourceType type, JsonNode object) {
    return deleting(object)
        && Trees.at(object, "metadata", "finalizers").isEmpty()
        && Trees.number(object, "metadata", "deletionGracePeriodSeconds").orElse(0L) == 0
        && !(type == Catalogue.NAMESPACES && !Trees.at(object, "spec", "finalizers").isEmpty());
  }
}
