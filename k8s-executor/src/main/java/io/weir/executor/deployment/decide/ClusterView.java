package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Kubernetes has of one job's cluster.
 *
 * @param live true: asked the API server just now; false: from the watch cache, which may lag
 * @param objects all objects that carry the job's label
 * @param pods all pods that carry the job's label
 * @param haMaps Flink's own high-availability ConfigMaps; looked for only live
 * @param complaints what Kubernetes warns of; asked for only when a start has taken too long
 */
public record ClusterView(
    boolean live,
    List<ObjectView> objects,
    List<PodView> pods,
    List<ObjectRef> haMaps,
    List<Complaint> complaints) {
  public ClusterView {
    objects = List.copyOf(objects);
    pods = List.copyOf(pods);
    haMaps = List.copyOf(haMaps);
    complaints = List.copyOf(complaints);
  }

  /** Where nobody asked for complaints. */
  public ClusterView(
      boolean live, List<ObjectView> objects, List<PodView> pods, List<ObjectRef> haMaps) {
    this(live, objects, pods, haMaps, List.of());
  }

  /** The object of a part, if it is there. */
  public Optional<ObjectView> object(Part part) {
    return objects.stream().filter(each -> each.part().equals(Optional.of(part))).findFirst();
  }

  /** The JobManager's pod: the living one, else the last. */
  public Optional<PodView> jobManagerPod() {
    List<PodView> all = pods.stream().filter(PodView::jobManager).toList();
    return all.stream()
        .filter(pod -> pod.alive() && !pod.terminating())
        .findFirst()
        .or(() -> all.stream().reduce((first, second) -> second));
  }

  /** Whether nothing at all is left. */
  public boolean empty() {
    return objects.isEmpty() && pods.isEmpty() && haMaps.isEmpty();
  }

  /** Kind and name of everything that is there. */
  public List<String> everything() {
    return Stream.of(
            objects.stream().map(each -> each.ref().text()),
            pods.stream().map(each -> each.ref().text()),
            haMaps.stream().map(ObjectRef::text))
        .flatMap(each -> each)
        .toList();
  }
}
