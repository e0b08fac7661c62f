package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.ContainerView;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.PodView;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.Termination;
import io.weir.executor.deployment.render.ClusterManifests;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.render.UnrenderableException;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.kube.KubernetesObjects;
import io.weir.executor.kube.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What Kubernetes has of a cluster. */
final class ClusterObserver {
  private static final int LAST_WORDS = 300;

  private final KubernetesObjects kubernetes;
  private final RenderSettings settings;

  ClusterObserver(KubernetesObjects kubernetes, RenderSettings settings) {
    this.kubernetes = kubernetes;
    this.settings = settings;
  }

  /** From the cache when it may be trusted and is enough, else live. */
  Seen<ClusterView> look(ClusterIntent cluster, boolean live) {
    return look(cluster, live, Instant.MIN);
  }

  /**
   * The same, and after the deadline of a start also what Kubernetes complains of.
   *
   * @param now whether that has passed
   */
  Seen<ClusterView> look(ClusterIntent cluster, boolean live, Instant now) {
    try {
      Listing listing =
          (live ? Optional.<Listing>empty() : kubernetes.cached(cluster))
              .orElseGet(() -> kubernetes.live(cluster));
      return Seen.present(view(cluster, listing, now));
    } catch (KubernetesException e) {
      return Seen.unknown(e.getMessage());
    }
  }

  private ClusterView view(ClusterIntent cluster, Listing listing, Instant now) {
    Optional<String> ownerUid =
        listing.objects().stream()
            .filter(each -> each.view().part().equals(Optional.of(Part.OWNER)))
            .map(each -> each.view().ref().uid())
            .findFirst();
    boolean ended = listing.objects().stream().anyMatch(each -> each.view().failed().isPresent());
    boolean listen = !cluster.going() && (ended || cluster.starting());
    List<PodView> pods = new ArrayList<>();
    for (PodView pod : listing.pods()) pods.add(listen ? withLastWords(cluster, pod) : pod);
    return new ClusterView(
        listing.live(),
        listing.objects().stream().map(each -> withLostFields(cluster, each, ownerUid)).toList(),
        pods,
        listing.haMaps(),
        complaints(cluster, now));
  }

  /** They explain a failure; nothing waits for them or depends on the right to read them. */
  private List<Complaint> complaints(ClusterIntent cluster, Instant now) {
    boolean overdue = cluster.starting() && !cluster.going() && !now.isBefore(cluster.deadline());
    if (!overdue) return List.of();
    try {
      return kubernetes.complaints(cluster);
    } catch (KubernetesException e) {
      return List.of();
    }
  }

  /** An object that another version of the renderer made is left as it is until the next start. */
  private ObjectView withLostFields(
      ClusterIntent cluster, Listing.Found found, Optional<String> ownerUid) {
    ObjectView view = found.view();
    boolean compared =
        view.part().isPresent()
            && view.part().get() != Part.OWNER
            && view.part().get() != Part.SECRET
            && ownerUid.isPresent()
            && found.ownedFields().isPresent()
            && !cluster.going();
    if (!compared) return view;
    ObjectNode manifest;
    try {
      manifest = ClusterManifests.part(cluster, view.part().get(), ownerUid.get(), settings);
    } catch (UnrenderableException e) {
      return view;
    }
    boolean ours =
        found.manifestHash().map(hash -> hash.equals(ClusterManifests.hash(manifest))).orElse(true);
    return new ObjectView(
        view.ref(),
        view.resourceVersion(),
        view.part(),
        view.terminating(),
        ours ? LostFields.of(manifest, found.ownedFields().get()) : List.of(),
        view.failed(),
        view.complete(),
        view.quota(),
        view.replicas(),
        ours);
  }

  /** A container that failed said why in its log; the termination message holds only its end. */
  private PodView withLastWords(ClusterIntent cluster, PodView pod) {
    if (!pod.jobManager() || pod.containers().stream().noneMatch(ContainerView::failedOnce))
      return pod;
    return new PodView(
        pod.ref(),
        pod.jobManager(),
        pod.phase(),
        pod.terminating(),
        pod.ip(),
        pod.message(),
        pod.containers().stream()
            .map(each -> each.failedOnce() ? withLog(cluster, pod, each) : each)
            .toList());
  }

  private ContainerView withLog(ClusterIntent cluster, PodView pod, ContainerView container) {
    Termination end = container.termination().orElseThrow();
    String log;
    try {
      log =
          kubernetes
              .logTail(
                  cluster.kubernetesNamespace(), pod.ref().name(), container.name(), LAST_WORDS)
              .orElse("");
    } catch (KubernetesException e) {
      log = "";
    }
    return new ContainerView(
        container.name(),
        container.init(),
        container.running(),
        container.waiting(),
        Optional.of(new Termination(end.exitCode(), end.reason(), log + "\n" + end.text())),
        container.restarts());
  }
}
