package io.weir.events.sessions;

import io.weir.events.deployment.JobTarget;
import java.util.Map;
import java.util.UUID;

/**
 * A user said something else of a session cluster. An edit that changes nothing is recorded too: it
 * moves the resource version.
 *
 * @param sessionClusterId the session cluster
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec what the user wants, complete
 * @param target where the spec's target is
 * @param generation one more than before when the spec changed; the first is 1
 */
public record SessionClusterRevised(
    UUID sessionClusterId,
    Map<String, String> labels,
    Map<String, String> annotations,
    SessionClusterSpec spec,
    JobTarget target,
    long generation)
    implements SessionClusterEvent {
  public SessionClusterRevised {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
