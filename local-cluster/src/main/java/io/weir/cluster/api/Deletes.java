package io.weir.cluster.api;

import io.weir.cluster.api.ResourceType.Trait;
import io.weir.cluster.json.Trees;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoredObject;
import io.weir.cluster.store.WriteRefused;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deleting objects: at once where nothing holds them, else by a mark that others act on. */
final class Deletes {
  private static final int ATTEMPTS = 20;
  private static final long DEFAULT_GRACE_SECONDS = 30;
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final ObjectStore store;
  private final Writes writes;
  private final Origin origin;

  Deletes(ObjectStore store, Writes writes, Origin origin) {
    this.store = store;
    this.writes = writes;
    this.origin = origin;
  }

  /**
   * What was done.
   *
   * @param gone whether the object is removed, or only marked
   */
  record Outcome(StoredObject object, boolean gone) {}

  Outcome delete(ResourceType type, String namespace, String name, DeleteOptions options) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      StoredObject current = writes.get(type, namespace, name);
      options.check(type, current);
      ObjectNode next = marked(type, current.tree(), options);
      boolean gone = Metadata.released(type, next);
      if (options.dryRun() || (!gone && Trees.same(current.tree(), next))) {
        return new Outcome(new StoredObject(current.key(), current.version(), next), gone);
      }
      try {
        return new Outcome(gone ? store.delete(current) : store.replace(current, next), gone);
      } catch (WriteRefused e) {
        // Another writer was faster: decide again on the newer state.
      }
    }
    throw ApiFailure.stale(type, name);
  }

  private ObjectNode marked(ResourceType type, ObjectNode current, DeleteOptions options) {
    ObjectNode next = current.deepCopy();
    ObjectNode metadata = Trees.child(next, "metadata");
    propagate(type, metadata, options.propagation());
    long grace = grace(type, next, options);
    boolean again = Metadata.deleting(current);
    if (!again || grace < Trees.number(metadata, "deletionGracePeriodSeconds").orElse(0L)) {
      metadata.put(
          "deletionTimestamp",
          origin.now().plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
      metadata.put("deletionGracePeriodSeconds", grace);
    }
    if (!again && type.is(Trait.GENERATION)) {
      metadata.put("generation", Trees.number(metadata, "generation").orElse(0L) + 1);
    }
    if (type == Catalogue.NAMESPACES) {
      Trees.child(next, "status").put("phase", "Terminating");
    }
    return next;
  }

  /** Only pods are given time to end, and only those that a kubelet runs. */
  private static long grace(ResourceType type, JsonNode pod, DeleteOptions options) {
    String phase = Trees.text(pod, "status", "phase");
    boolean running =
        type == Catalogue.PODS
            && Trees.has(pod, "spec", "nodeName")
            && !phase.equals("Succeeded")
            && !phase.equals("Failed");
    if (!running) {
      return 0;
    }
    return options
        .graceSeconds()
        .orElseGet(
            () ->
                Trees.number(pod, "spec", "terminationGracePeriodSeconds")
                    .orElse(DEFAULT_GRACE_SECONDS));
  }

  private static void propagate(
      ResourceType type, ObjectNode metadata, DeleteOptions.Propagation asked) {
    String wanted =
        switch (asked) {
          case FOREGROUND -> FOREGROUND;
          case ORPHAN -> ORPHAN;
          case BACKGROUND -> "";
          case UNSPECIFIED -> {
            boolean chosenBefore = contains(metadata, FOREGROUND) || contains(metadata, ORPHAN);
            yield chosenBefore ? null : type.is(Trait.ORPHANS_BY_DEFAULT) ? ORPHAN : "";
          }
        };
    if (wanted == null) {
      return;
    }
    ArrayNode kept = Trees.array();
    for (JsonNode finalizer : metadata.path("finalizers")) {
      if (!finalizer.stringValue("").equals(FOREGROUND)
          && !finalizer.stringValue("").equals(ORPHAN)) {
        kept.add(finalizer);
      }
    }
    if (!wanted.isEmpty()) {
      kept.add(wanted);
    }
    if (kept.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", kept);
    }
  }

  private static boolean contains(ObjectNode metadata, String finalizer) {
    return metadata
        .path("finalizers")
        .valueStream()
        .anyMatch(f -> f.stringValue("").equals(finalizer));
  }
}
