package io.weir.projection.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The deployments of one partition that were folded last, as the database has them committed.
 * Bounded; of one thread.
 */
final class ViewCache {
  private final LinkedHashMap<UUID, Views> recent = new LinkedHashMap<>(16, 0.75f, true);
  private final int capacity;

  /**
   * @param capacity at most so many deployments
   */
  ViewCache(int capacity) {
    this.capacity = capacity;
  }

  Optional<Views> find(UUID deploymentId) {
    return Optional.ofNullable(recent.get(deploymentId));
  }

  /** Takes over what a committed batch knows. */
  void keep(Map<UUID, Views> committed) {
    committed.forEach(
        (id, views) -> {
          views.forgetEnded();
          recent.put(id, views);
        });
    var eldest = recent.entrySet().iterator();
    while (recent.size() > capacity) {
      eldest.next();
      eldest.remove();
    }
  }

  int size() {
    return recent.size();
  }
}
