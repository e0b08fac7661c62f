package io.weir.cluster.store;

import java.util.Optional;

/**
 * One write as watchers see it.
 *
 * @param before the object as it was; empty for a creation
 * @param after the object as it is; for a deletion its last state under the deletion's version
 */
public record Change(Kind kind, long version, Optional<StoredObject> before, StoredObject after) {
  /** What was done. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }
}
