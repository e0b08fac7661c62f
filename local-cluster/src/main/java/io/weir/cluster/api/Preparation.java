package io.weir.cluster.api;

import io.weir.cluster.api.ResourceType.Trait;
import io.weir.cluster.apply.ApplyConflict;
import io.weir.cluster.apply.Owner;
import io.weir.cluster.apply.Ownership;
import io.weir.cluster.json.Trees;
import io.weir.cluster.kinds.Defaults;
import io.weir.cluster.kinds.Fault;
import io.weir.cluster.kinds.Rules;
import io.weir.cluster.schema.Decoding;
import io.weir.cluster.schema.Schema;
import io.weir.cluster.schema.Schemas;
import io.weir.cluster.schema.WrongType;
import io.weir.cluster.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From what a client sent to what is kept: decoding, the server's own fields, defaults, ownership,
 * rules.
 */
final class Preparation {
  private final Origin origin;

  Preparation(Origin origin) {
    this.origin = origin;
  }

  static Schema.Struct schema(ResourceType type) {
    return Schemas.of(type.apiVersion(), type.kind());
  }

  /**
   * The tree with only known fields of the right types; the client hears of the others as it asked
   * to.
   */
  static ObjectNode decode(ResourceType type, ObjectNode tree, WriteOptions options) {
    try {
      Decoding.Decoded decoded = Decoding.decode(schema(type), tree);
      List<String> unknown =
          decoded.unknown().stream().map(path -> "unknown field \"" + path + "\"").toList();
      switch (options.fieldValidation()) {
        case IGNORE -> {}
        case WARN -> unknown.forEach(options.warnings());
        case STRICT -> {
          if (!unknown.isEmpty()) {
            throw ApiFailure.badRequest(
                cannotBe(type) + "strict decoding error: " + String.join(", ", unknown));
          }
        }
      }
      return decoded.object();
    } catch (WrongType e) {
      throw ApiFailure.badRequest(cannotBe(type) + e.getMessage());
    }
  }

  private static String cannotBe(ResourceType type) {
    return type.kind()
        + " in version \""
        + type.version()
        + "\" cannot be handled as a "
        + type.kind()
        + ": ";
  }

  Ownership ownership(ResourceType type, Part part, boolean applies, WriteOptions options) {
    Owner manager = new Owner(options.manager(), applies, type.apiVersion(), part.subresource());
    return new Ownership(schema(type), manager, type.is(Trait.STATUS), origin.timestamp());
  }

  /**
   * A new object, ready to be kept.
   *
   * @param applied whether it was applied: then its fields are owned as given, else with their
   *     defaults
   * @param addressTaken whether another service has that cluster address
   */
  ObjectNode forCreate(
      ResourceType type,
      String namespace,
      ObjectNode body,
      boolean applied,
      WriteOptions options,
      Predicate<String> addressTaken) {
    ObjectNode object = decode(type, body, options);
    Ownership ownership = ownership(type, Part.MAIN, applied, options);
    Trees.child(object, "metadata").remove("managedFields");
    if (applied) {
      object = ownership.apply(Optional.empty(), object, options.force());
    }
    Metadata.forCreate(type, namespace, object, origin);
    if (type.is(Trait.STATUS)) {
      Defaults.firstStatus(type.qualified(), object);
    }
    Defaults.fill(type.qualified(), object);
    if (type == Catalogue.JOBS) {
      Defaults.selectPodsOfJob(object);
    }
    if (type == Catalogue.SERVICES) {
      Defaults.giveClusterAddress(object, addressTaken);
    }
    check(type, object, Optional.empty());
    if (!applied) {
      ownership.update(Optional.empty(), object);
    }
    return object;
  }

  /** The next state of an object after a create, update or patch of it, ready to be kept. */
  ObjectNode forUpdate(
      ResourceType type,
      StoredObject current,
      ObjectNode changed,
      Part part,
      WriteOptions options) {
    ObjectNode next = decode(type, changed, options);
    settle(type, current, next, part);
    ownership(type, part, false, options).update(Optional.of(current.tree()), next);
    return next;
  }

  /** The next state of an object after an apply to it, ready to be kept. */
  ObjectNode forApply(
      ResourceType type,
      StoredObject current,
      ObjectNode applied,
      Part part,
      WriteOptions options) {
    ObjectNode wanted = decode(type, applied, options);
    if (Trees.has(wanted, "metadata", "managedFields")) {
      throw ApiFailure.badRequest("metadata.managedFields must be nil");
    }
    try {
      ObjectNode next =
          ownership(type, part, true, options)
              .apply(Optional.of(current.tree()), wanted, options.force());
      settle(type, current, next, part);
      return next;
    } catch (ApplyConflict e) {
      List<Fault> causes =
          e.fields().stream()
              .map(
                  field ->
                      new Fault(
                          "FieldManagerConflict", "conflict with " + field.manager(), field.path()))
              .toList();
      throw ApiFailure.applyConflict(e.getMessage(), causes);
    }
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
    if (part != Part.FINALIZE) {
      keepAllocated(type, old, next);
      Defaults.fill(type.qualified(), next);
    }
    if (type.is(Trait.GENERATION) && !sameWish(type, old, next)) {
      long generation = Trees.number(old, "metadata", "generation").orElse(0L);
      Trees.child(next, "metadata").put("generation", generation + 1);
    }
    check(type, next, Optional.of(old));
  }

  /**
   * What the server chose once stays, though a client that replaces the object does not repeat it.
   */
  private static void keepAllocated(ResourceType type, JsonNode old, ObjectNode next) {
    if (type == Catalogue.SERVICES && !Trees.has(next, "spec", "clusterIP")) {
      Metadata.carry(old.path("spec"), Trees.child(next, "spec"), "clusterIP");
      Metadata.carry(old.path("spec"), Trees.child(next, "spec"), "clusterIPs");
    }
    if (type == Catalogue.JOBS) {
      keepJobSelector(old, next);
    }
  }

  private static void keepJobSelector(JsonNode old, ObjectNode next) {
    ObjectNode spec = Trees.child(next, "spec");
    if (!spec.has("selector")) {
      Metadata.carry(old.path("spec"), spec, "selector");
    }
    JsonNode labels = Trees.at(old, "spec", "template", "metadata", "labels");
    boolean generated = labels.has("batch.kubernetes.io/controller-uid");
    if (generated && spec.has("template")) {
      ObjectNode wanted = Trees.child(spec, "template", "metadata", "labels");
      for (String label :
          List.of(
              "batch.kubernetes.io/controller-uid",
              "controller-uid",
              "batch.kubernetes.io/job-name",
              "job-name")) {
        Metadata.carry(labels, wanted, label);
      }
    }
  }

  private static boolean sameWish(ResourceType type, JsonNode old, JsonNode next) {
    boolean annotationsCount = type == Catalogue.DEPLOYMENTS;
    return Trees.same(old.path("spec"), next.path("spec"))
        && (!annotationsCount
            || Trees.same(
                Trees.at(old, "metadata", "annotations"),
                Trees.at(next, "metadata", "annotations")));
  }

  /** The record of managers may change with any part. */
  private static void keepAllBut(JsonNode old, ObjectNode next, String field) {
    JsonNode wanted = next.get(field);
    JsonNode managers = Trees.at(next, "metadata", "managedFields");
    next.removeAll();
    next.setAll((ObjectNode) old.deepCopy());
    if (wanted == null) {
      next.remove(field);
    } else {
      next.set(field, wanted);
    }
    if (managers.isArray()) {
      Trees.child(next, "metadata").set("managedFields", managers);
    }
  }

  private static void check(ResourceType type, JsonNode object, Optional<JsonNode> current) {
    List<Fault> faults = Rules.check(type.qualified(), object, current);
    if (!faults.isEmpty()) {
      throw ApiFailure.invalid(type, Trees.text(object, "metadata", "name"), faults);
    }
  }
}
