package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;

/**
 * One object of the cluster as seen.
 *
 * @param ref which
 * @param resourceVersion its version when it was seen
 * @param part what it is to the cluster; absent: none of ours by name, though labelled so
 * @param terminating whether it is being deleted
 * @param lostFields paths of fields that we applied and somebody else took over
 * @param failed why its controller gave up, for a Job: no pod of it will run again
 * @param complete for a Job: its pod ended with success
 * @param quota the message when a quota keeps its pods from being made
 * @param replicas for a Deployment: how many pods it is to have
 * @param rendersAlike whether this version of Weir would render it as it was rendered: another
 *     version's is left as it is until the next start
 */
public record ObjectView(
    ObjectRef ref,
    String resourceVersion,
    Optional<Part> part,
    boolean terminating,
    List<String> lostFields,
    Optional<String> failed,
    boolean complete,
    Optional<String> quota,
    Optional<Integer> replicas,
    boolean rendersAlike) {
  public ObjectView {
    lostFields = List.copyOf(lostFields);
  }
}
