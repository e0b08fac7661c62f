package io.weir.cluster.kubelet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do for a pod now.
 *
 * @param actions in this order; after any of them the pod is looked at again
 * @param waiting why containers are not running, by name
 * @param lookAgainIn when time alone will change the decision
 */
record PodDecision(
    List<PodAction> actions, Map<String, Waiting> waiting, Optional<Duration> lookAgainIn) {

  PodDecision {
    actions = List.copyOf(actions);
    waiting = Map.copyOf(waiting);
  }

  /**
   * @param reason as Kubernetes names it, e.g. CrashLoopBackOff
   */
  record Waiting(String reason, String message) {}
}
