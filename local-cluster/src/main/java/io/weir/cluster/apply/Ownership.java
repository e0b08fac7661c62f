package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the record of who owns which field, for one write.
 *
 * @param schema of the object's kind
 * @param manager who writes
 * @param hasStatus whether the kind's status is written through its own endpoint only
 * @param now the time to note for changed entries
 */
public record Ownership(Struct schema, Owner manager, boolean hasStatus, String now) {
  private static final List<String> NEVER_OWNED = List.of("f:apiVersion", "f:kind");

  private static final List<String> NEVER_OWNED_METADATA =
      List.of(
          "f:name",
          "f:namespace",
          "f:creationTimestamp",
          "f:deletionTimestamp",
          "f:deletionGracePeriodSeconds",
          "f:selfLink",
          "f:uid",
          "f:generation",
          "f:managedFields",
          "f:resourceVersion");

  /**
   * What comes out of an apply, before defaults.
   *
   * @param object the merged object, with the new record of managers
   */
  public ObjectNode apply(Optional<ObjectNode> live, ObjectNode applied, boolean force) {
    FieldSet wanted = owned(Fields.of(schema, applied));
    if (live.isEmpty()) {
      ObjectNode created = applied.deepCopy();
      record(created, new Owners(Map.of()).with(manager, wanted, now));
      return created;
    }
    Owners managers = Owners.of(live.get());
    ObjectNode current = withoutRecord(live.get());
    JsonNode merged = Fields.merge(schema, current, applied);
    FieldSet kept = wanted.union(managers.othersThan(manager));
    ObjectNode next =
        (ObjectNode)
            Fields.prune(schema, merged, managers.fieldsOf(manager), kept).orElseGet(Trees::object);
    Comparison difference = Comparison.of(schema, current, next);
    FieldSet changed = owned(difference.changed());
    if (!force) {
      refuseConflicts(managers, changed);
    }
    Owners after =
        managers
            .map(
                now,
                (other, fields) ->
                    other.equals(manager)
                        ? fields
                        : fields.minus(changed).minus(difference.removed()))
            .with(manager, wanted, now);
    record(next, after);
    return next;
  }

  private void refuseConflicts(Owners managers, FieldSet changed) {
    List<ApplyConflict.Field> conflicts = new ArrayList<>();
    managers
        .owned()
        .forEach(
            (other, theirs) -> {
              if (!other.equals(manager)) {
                theirs
                    .fields()
                    .intersect(changed)
                    .paths()
                    .forEach(
                        path -> conflicts.add(new ApplyConflict.Field(other.described(), path)));
              }
            });
    if (!conflicts.isEmpty()) {
      throw new ApplyConflict(conflicts);
    }
  }

  /**
   * Notes what a create, update or patch changed.
   *
   * @param live empty for a creation
   * @param next the new state, whose record of managers is set; one that the client itself edited
   *     is taken as the starting point
   */
  public void update(Optional<ObjectNode> live, ObjectNode next) {
    Owners managers = startingPoint(live, next);
    ObjectNode before = live.map(Ownership::withoutRecord).orElseGet(Trees::object);
    Comparison difference = Comparison.of(schema, before, withoutRecord(next));
    FieldSet changed = owned(difference.changed());
    FieldSet mine = managers.fieldsOf(manager).union(changed).minus(difference.removed());
    Owners after =
        managers
            .map(
                now,
                (other, fields) ->
                    other.equals(manager)
                        ? fields
                        : fields.minus(changed).minus(difference.removed()))
            .with(manager, mine, now);
    record(next, after);
  }

  /**
   * A client may rewrite the record; leaving it out changes nothing, emptying it forgets everybody.
   */
  private static Owners startingPoint(Optional<ObjectNode> live, ObjectNode next) {
    JsonNode given = Trees.at(next, "metadata", "managedFields");
    return given.isArray()
        ? Owners.of(next)
        : live.map(Owners::of).orElseGet(() -> new Owners(Map.of()));
  }

  /** Without what nobody owns, and without the part that this endpoint does not write. */
  private FieldSet owned(FieldSet fields) {
    FieldSet result = fields;
    for (String element : NEVER_OWNED) {
      result = result.with(element, FieldSet.EMPTY);
    }
    FieldSet metadata = result.child("f:metadata");
    for (String element : NEVER_OWNED_METADATA) {
      metadata = metadata.with(element, FieldSet.EMPTY);
    }
    boolean statusOnly = manager.subresource().equals("status");
    result =
        result.with(
            "f:metadata", statusOnly ? FieldSet.EMPTY : new FieldSet(false, metadata.children()));
    if (statusOnly) {
      return FieldSet.EMPTY.with("f:status", result.child("f:status"));
    }
    return hasStatus ? result.with("f:status", FieldSet.EMPTY) : result;
  }

  private static ObjectNode withoutRecord(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    Trees.child(copy, "metadata").remove("managedFields");
    return copy;
  }

  private static void record(ObjectNode object, Owners managers) {
    ObjectNode metadata = Trees.child(object, "metadata");
    if (managers.owned().isEmpty()) {
      metadata.remove("managedFields");
    } else {
      metadata.set("managedFields", managers.print());
    }
  }
}
