package io.weir.cluster.api;

import io.weir.cluster.api.ResourceType.Trait;
import io.weir.cluster.json.Trees;
import io.weir.cluster.store.Key;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoredObject;
import io.weir.cluster.store.WriteRefused;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creating and changing objects: every write passes through here, whatever its verb. */
final class Writes {
  /** Writers of one object meet seldom; who loses this often is answered with a conflict. */
  private static final int ATTEMPTS = 20;

  private static final int NAME_ATTEMPTS = 8;

  private final ObjectStore store;
  private final Origin origin;

  Writes(ObjectStore store, Origin origin) {
    this.store = store;
    this.origin = origin;
  }

  static Key key(ResourceType type, String namespace, String name) {
    return new Key(type.storedAs(), namespace, name);
  }

  Optional<StoredObject> find(ResourceType type, String namespace, String name) {
    return store.get(key(type, namespace, name));
  }

  StoredObject get(ResourceType type, String namespace, String name) {
    return find(type, namespace, name).orElseThrow(() -> ApiFailure.notFound(type, name));
  }

  /** Keeps a new object; a generated name is tried anew while it is taken. */
  StoredObject create(ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
    boolean generated = Trees.text(body, "metadata", "name").isEmpty();
    for (int attempt = 1; ; attempt++) {
      ObjectNode object = body.deepCopy();
      Metadata.forCreate(type, namespace, object, origin);
      String name = Trees.text(object, "metadata", "name");
      requireOpenNamespace(type, namespace, name);
      if (type.is(Trait.STATUS)) {
        object.remove("status");
      }
      Key key = key(type, namespace, name);
      try {
        if (options.dryRun()) {
          if (store.get(key).isPresent()) {
            throw ApiFailure.alreadyExists(type, name);
          }
          return new StoredObject(key, 0, object);
        }
        return store.create(key, object);
      } catch (WriteRefused e) {
        if (!generated || attempt == NAME_ATTEMPTS) {
          throw ApiFailure.alreadyExists(type, name);
        }
      }
    }
  }

  private void requireOpenNamespace(ResourceType type, String namespace, String name) {
    if (type.namespaced()) {
      StoredObject found = get(Catalogue.NAMESPACES, "", namespace);
      if (Metadata.deleting(found.tree())) {
        throw ApiFailure.terminating(type, name, namespace);
      }
    }
  }

  /**
   * Changes an object by a function of its current state, again and again until no other writer
   * comes between.
   *
   * @param change gets a copy that it may edit, and answers the wanted state
   * @return the new state, or the current one if nothing changed, or the last one if the change
   *     released an object under deletion
   */
  StoredObject update(
      ResourceType type,
      String namespace,
      String name,
      Part part,
      UnaryOperator<ObjectNode> change,
      WriteOptions options) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      StoredObject current = get(type, namespace, name);
      ObjectNode next = change.apply(current.tree().deepCopy());
      settle(type, current, next, part);
      if (Trees.same(current.tree(), next)) {
        return current;
      }
      if (options.dryRun()) {
        return new StoredObject(current.key(), current.version(), next);
      }
      try {
        return Metadata.released(type, next) ? store.delete(current) : store.replace(current, next);
      } catch (WriteRefused e) {
        // Another writer was faster: the change is made again, on the newer state.
      }
    }
    throw ApiFailure.stale(type, name);
  }

  private static void settle(ResourceType type, StoredObject current, ObjectNode next, Part part) {
    Metadata.forUpdate(type, current, next);
    JsonNode old = current.tree();
    switch (part) {
      case MAIN, SCALE -> {
        if (type.is(Trait.STATUS)) {
          Metadata.carry(old, next, "status");
        }
      }
      case STATUS -> keepAllBut(old, next, "status");
      case FINALIZE -> keepAllBut(old, next, "spec");
    }
    if (type.is(Trait.GENERATION) && !Trees.same(old.path("spec"), next.path("spec"))) {
      long generation = Trees.number(old, "metadata", "generation").orElse(0L);
      Trees.child(next, "metadata").put("generation", generation + 1);
    }
  }

  private static void keepAllBut(JsonNode old, ObjectNode next, String field) {
    JsonNode wanted = next.get(field);
    next.removeAll();
    next.setAll((ObjectNode) old.deepCopy());
    if (wanted == null) {
      next.remove(field);
    } else {
      next.set(field, wanted);
    }
  }
}
