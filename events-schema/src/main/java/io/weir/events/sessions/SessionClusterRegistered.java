package io.weir.events.sessions;

import io.weir.events.deployment.JobTarget;
import java.util.Map;
import java.util.UUID;

/**
 * A session cluster exists from now on; nothing of it runs yet.
 *
 * @param sessionClusterId the session cluster
 * @param namespace the namespace
 * @param name unique among the namespace's session clusters while it is not deleted
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec what the user wants, complete
 * @param target where the spec's target is
 */
public record SessionClusterRegistered(
    UUID sessionClusterId,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    SessionClusterSpec spec,
    JobTarget target)
    implements SessionClusterEvent {
  public SessionClusterRegistered {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
