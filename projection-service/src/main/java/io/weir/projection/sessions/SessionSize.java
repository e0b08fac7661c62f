package io.weir.projection.sessions;

import io.weir.events.spec.ResourceSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the current start of a session cluster has.
 *
 * @param resources of a JobManager and of a TaskManager, by {@code jobmanager} and {@code
 *     taskmanager}
 * @param taskManagers how many TaskManagers it was last up with; before that, how many it was asked
 *     for
 * @param since when it was up with as many first; empty: it never was up
 * @param sequence the sequence of the event that said so
 */
public record SessionSize(
    Map<String, ResourceSpec> resources, int taskManagers, Optional<Instant> since, long sequence) {
  public SessionSize {
    resources = Map.copyOf(resources);
  }

  SessionSize up(int with, Instant at, long saidBy) {
    return new SessionSize(resources, with, Optional.of(at), saidBy);
  }
}
