package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.store.Key;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoredObject;
import io.weir.cluster.store.WriteRefused;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Creating and changing objects: every write passes through here, whatever its verb. */
final class Writes {
  /** Writers of one object meet seldom; who loses this often is answered with a conflict. */
  private static final int ATTEMPTS = 20;

  private static final int NAME_ATTEMPTS = 8;

  private final ObjectStore store;
  private final Preparation preparation;

  Writes(ObjectStore store, Origin origin) {
    this.store = store;
    this.preparation = new Preparation(origin);
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
    return create(type, namespace, body, false, options);
  }

  private StoredObject create(
      ResourceType type, String namespace, ObjectNode body, boolean applied, WriteOptions options) {
    boolean generated = Trees.text(body, "metadata", "name").isEmpty();
    for (int attempt = 1; ; attempt++) {
      ObjectNode object =
          preparation.forCreate(type, namespace, body, applied, options, this::addressTaken);
      String name = Trees.text(object, "metadata", "name");
      requireOpenNamespace(type, namespace, name);
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

  private boolean addressTaken(String address) {
    return store.list(Catalogue.SERVICES.storedAs(), "").items().stream()
        .anyMatch(service -> Trees.text(service.tree(), "spec", "clusterIP").equals(address));
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
    return settle(
        type,
        namespace,
        name,
        current ->
            preparation.forUpdate(
                type, current, change.apply(current.tree().deepCopy()), part, options),
        options);
  }

  /** What an apply came to. */
  record Applied(StoredObject object, boolean created) {}

  /** Server-side apply: creates the object or merges into it. */
  Applied apply(Target target, Part part, ObjectNode wanted, WriteOptions options) {
    ResourceType type = target.type();
    for (int attempt = 1; ; attempt++) {
      boolean exists = find(type, target.namespace(), target.name()).isPresent();
      try {
        if (exists || part != Part.MAIN) {
          return new Applied(
              settle(
                  type,
                  target.namespace(),
                  target.name(),
                  current -> preparation.forApply(type, current, wanted, part, options),
                  options),
              false);
        }
        return new Applied(create(type, target.namespace(), wanted, true, options), true);
      } catch (ApiFailure e) {
        boolean overtaken = part == Part.MAIN && (exists ? e.code() == 404 : e.isAlreadyExists());
        if (!overtaken || attempt == ATTEMPTS) {
          throw e;
        }
        // Created or deleted by another writer in between: look again.
      }
    }
  }

  private StoredObject settle(
      ResourceType type,
      String namespace,
      String name,
      Function<StoredObject, ObjectNode> change,
      WriteOptions options) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      StoredObject current = get(type, namespace, name);
      ObjectNode next = change.apply(current);
      boolean released = Metadata.released(type, next);
      if (Trees.same(current.tree(), next) && !released) {
        return current;
      }
      if (options.dryRun()) {
        return new StoredObject(current.key(), current.version(), next);
      }
      try {
        return released ? store.delete(current) : store.replace(current, next);
      } catch (WriteRefused e) {
        // Another writer was faster: the change is made again, on the newer state.
      }
    }
    throw ApiFailure.stale(type, name);
  }
}
