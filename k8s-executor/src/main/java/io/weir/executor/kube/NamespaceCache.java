package io.weir.executor.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SessionIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The watch cache of one namespace: everything that Weir manages there, by cluster. */
final class NamespaceCache implements AutoCloseable {
  private static final String BY_CLUSTER = "cluster";

  private final Consumer<UUID> changed;
  private final List<SharedIndexInformer<? extends HasMetadata>> objects = new ArrayList<>();
  private final SharedIndexInformer<Pod> pods;

  /**
   * Starts watching; returns at once.
   *
   * @param changed is told the deployment or session cluster of every object that changed
   */
  NamespaceCache(KubernetesClient client, String namespace, Consumer<UUID> changed) {
    this.changed = changed;
    objects.add(watch(client, Secret.class, namespace));
    objects.add(watch(client, ConfigMap.class, namespace));
    objects.add(watch(client, Service.class, namespace));
    objects.add(watch(client, Deployment.class, namespace));
    objects.add(watch(client, Job.class, namespace));
    pods = watch(client, Pod.class, namespace);
  }

  /**
   * What the cache has of a cluster; empty before it was filled. It may lag: whoever concludes
   * something from an absence asks the API server first.
   */
  Optional<Listing> of(ClusterIntent cluster) {
    boolean trusted =
        Stream.concat(objects.stream(), Stream.of(pods)).allMatch(SharedIndexInformer::hasSynced);
    if (!trusted) return Optional.empty();
    String key = key(cluster.label().name(), cluster.label().value());
    List<Listing.Found> found = new ArrayList<>();
    for (SharedIndexInformer<? extends HasMetadata> informer : objects)
      for (HasMetadata object : informer.getIndexer().byIndex(BY_CLUSTER, key))
        found.add(Views.object(object, cluster.clusterName()));
    return Optional.of(
        new Listing(
            false,
            found,
            pods.getIndexer().byIndex(BY_CLUSTER, key).stream().map(Views::pod).toList(),
            List.of()));
  }

  @Override
  public void close() {
    objects.forEach(SharedIndexInformer::close);
    pods.close();
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(
      KubernetesClient client, Class<T> type, String namespace) {
    SharedIndexInformer<T> informer =
        client
            .resources(type)
            .inNamespace(namespace)
            .withLabel(FabricObjects.MANAGED_BY, FabricObjects.WEIR)
            .runnableInformer(0);
    informer.addIndexers(Map.of(BY_CLUSTER, NamespaceCache::clusters));
    informer.addEventHandler(
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T object) {
            wake(object);
          }

          @Override
          public void onUpdate(T before, T after) {
            wake(after);
          }

          @Override
          public void onDelete(T object, boolean unknown) {
            wake(object);
          }
        });
    // Whatever goes wrong is tried again: until then the cache is not trusted.
    informer.exceptionHandler((started, failure) -> true);
    informer.start();
    return informer;
  }

  /** The clusters that an object says it belongs to; one. */
  private static List<String> clusters(HasMetadata object) {
    return Stream.of(JobIntent.LABEL, SessionIntent.LABEL)
        .flatMap(name -> label(object, name).map(value -> key(name, value)).stream())
        .toList();
  }

  private static String key(String label, String value) {
    return label + "=" + value;
  }

  private void wake(HasMetadata object) {
    label(object, FabricObjects.DEPLOYMENT_ID)
        .or(() -> label(object, FabricObjects.SESSION_CLUSTER_ID))
        .map(UUID::fromString)
        .ifPresent(changed);
  }

  private static Optional<String> label(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(name));
  }
}
