package io.weir.events.deployment;

import java.util.UUID;

/**
 * On which start of which session cluster a job runs. It runs on this one or not at all: what is
 * left of an earlier start is not given it, and a later one does not know it.
 *
 * @param sessionClusterId the session cluster
 * @param name its name
 * @param incarnation which start of it, from 1; it may be one that nobody has asked for yet
 * @param clusterName the name of every object of that start
 */
public record JobSession(UUID sessionClusterId, String name, long incarnation, String clusterName) {
  /** What a job waits for until it is up, in one sentence. */
  public String awaited() {
    return "The job waits until start %d of the session cluster %s is up, and fails when it is not up by the start's deadline."
        .formatted(incarnation, name);
  }
}
