package io.weir.executor.kube;

import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.PodView;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All that carries one job's label.
 *
 * @param live true: asked just now; false: from the watch cache
 * @param objects the objects
 * @param pods the pods
 * @param haMaps Flink's own ConfigMaps; only live
 */
public record Listing(
    boolean live, List<Found> objects, List<PodView> pods, List<ObjectRef> haMaps) {
  /**
   * One object.
   *
   * @param view what it is; its lost fields are not known here
   * @param manifestHash the hash that it was applied with
   * @param ownedFields the fields that are ours, in the form of managedFields
   */
  public record Found(
      ObjectView view, Optional<String> manifestHash, Optional<JsonNode> ownedFields) {}
}
