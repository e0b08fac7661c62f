package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.store.StoredObject;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a deletion is to be done.
 *
 * @param graceSeconds how long a pod may take to end; empty for what the pod says
 * @param uid delete only this very object; empty for any
 * @param resourceVersion delete only this very version; empty for any
 */
record DeleteOptions(
    boolean dryRun,
    Optional<Long> graceSeconds,
    Propagation propagation,
    String uid,
    String resourceVersion) {
  /** What becomes of the objects that the deleted one owns. */
  enum Propagation {
    /** They are deleted before it. */
    FOREGROUND,
    /** They are deleted after it. */
    BACKGROUND,
    /** They stay, without an owner. */
    ORPHAN,
    UNSPECIFIED
  }

  static DeleteOptions of(Call call) throws IOException {
    ObjectNode body = call.object();
    boolean dryRun =
        WriteOptions.dryRun(call)
            || Trees.at(body, "dryRun")
                .valueStream()
                .anyMatch(v -> v.stringValue("").equals("All"));
    Optional<Long> grace =
        Trees.number(body, "gracePeriodSeconds").or(() -> call.number("gracePeriodSeconds"));
    if (grace.isPresent() && grace.get() < 0) {
      throw ApiFailure.badRequest("gracePeriodSeconds must not be negative, but is " + grace.get());
    }
    String policy =
        Trees.text(body, "propagationPolicy").isEmpty()
            ? call.query("propagationPolicy")
            : Trees.text(body, "propagationPolicy");
    String orphan =
        Trees.text(body, "orphanDependents").isEmpty()
            ? call.query("orphanDependents")
            : Trees.text(body, "orphanDependents");
    return new DeleteOptions(
        dryRun,
        grace,
        propagation(policy, orphan),
        Trees.text(body, "preconditions", "uid"),
        Trees.text(body, "preconditions", "resourceVersion"));
  }

  private static Propagation propagation(String policy, String orphan) {
    return switch (policy) {
      case "Foreground" -> Propagation.FOREGROUND;
      case "Background" -> Propagation.BACKGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      case "" ->
          orphan.equals("true")
              ? Propagation.ORPHAN
              : orphan.equals("false") ? Propagation.BACKGROUND : Propagation.UNSPECIFIED;
      default ->
          throw ApiFailure.badRequest(
              "invalid propagationPolicy \"" + policy + "\": use Foreground, Background or Orphan");
    };
  }

  /** Refuses with 409 if the preconditions speak of another object or version. */
  void check(ResourceType type, StoredObject current) {
    String foundUid = Trees.text(current.tree(), "metadata", "uid");
    if (!uid.isEmpty() && !uid.equals(foundUid)) {
      throw ApiFailure.conflict(
          type,
          current.key().name(),
          "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + foundUid);
    }
    String foundVersion = Long.toString(current.version());
    if (!resourceVersion.isEmpty() && !resourceVersion.equals(foundVersion)) {
      throw ApiFailure.conflict(
          type,
          current.key().name(),
          "Precondition failed: ResourceVersion in precondition: "
              + resourceVersion
              + ", ResourceVersion in object meta: "
              + foundVersion);
    }
  }
}
