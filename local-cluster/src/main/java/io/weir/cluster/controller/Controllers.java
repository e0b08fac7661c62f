package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All controllers, and the watches that tell them where to look. */
public final class Controllers implements AutoCloseable {
  private final KubernetesClient client;
  private final EventRecorder events;
  private final KeyedLoop<ObjectKey> deployments;
  private final KeyedLoop<ObjectKey> replicaSets;
  private final KeyedLoop<ObjectKey> jobs;
  private final KeyedLoop<ObjectKey> abandonedPods;
  private final KeyedLoop<ObjectKey> endpoints;
  private final KeyedLoop<ObjectKey> namespaces;
  private final GarbageCollector collector;
  private final KeyedLoop<String> garbage;
  private final SharedIndexInformer<ReplicaSet> replicaSetInformer;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  /** Controllers that do nothing yet. */
  public Controllers(KubernetesClient client, Clock clock) {
    this.client = client;
    this.events = new EventRecorder(client, "controller-manager", clock);
    this.deployments =
        new KeyedLoop<>("deployments", new DeploymentController(client, events, clock));
    this.replicaSets =
        new KeyedLoop<>("replicasets", new ReplicaSetController(client, events, clock));
    this.jobs = new KeyedLoop<>("jobs", new JobController(client, events, clock));
    this.abandonedPods = new KeyedLoop<>("abandoned-pods", new TrackedPods(client));
    this.endpoints = new KeyedLoop<>("endpoints", new EndpointsController(client));
    this.namespaces = new KeyedLoop<>("namespaces", new NamespaceController(client));
    this.collector = new GarbageCollector(client);
    this.garbage = new KeyedLoop<>("garbage", collector);
    this.replicaSetInformer = client.apps().replicaSets().inAnyNamespace().runnableInformer(0);
  }

  /** Starts to watch and to act. */
  public void start() {
    SharedIndexInformer<Service> services = client.services().inAnyNamespace().runnableInformer(0);
    watch(services, service -> endpoints.look(ObjectKey.of(service)));
    watch(
        client.apps().deployments().inAnyNamespace().runnableInformer(0),
        (Deployment deployment) -> deployments.look(ObjectKey.of(deployment)));
    watch(
        replicaSetInformer,
        set -> {
          replicaSets.look(ObjectKey.of(set));
          lookAtController(set);
        });
    watch(
        client.batch().v1().jobs().inAnyNamespace().runnableInformer(0),
        (Job job) -> jobs.look(ObjectKey.of(job)));
    watch(
        client.pods().inAnyNamespace().runnableInformer(0),
        (Pod pod) -> {
          lookAtController(pod);
          if (TrackedPods.abandoned(pod)) {
            abandonedPods.look(ObjectKey.of(pod));
          }
          services.getIndexer().list().stream()
              .filter(EndpointsView::selects)
              .filter(service -> sameNamespace(service, pod))
              .forEach(service -> endpoints.look(ObjectKey.of(service)));
        });
    watch(
        client.namespaces().runnableInformer(0),
        (Namespace namespace) -> namespaces.look(ObjectKey.of(namespace)));
    for (ObjectKind kind : ObjectKind.ALL) {
      watchForGarbage(
          client.genericKubernetesResources(kind.context()).inAnyNamespace().runnableInformer(0));
    }
    informers.forEach(SharedIndexInformer::run);
  }

  /** Ends all controllers; the state of the cluster stays as it is. */
  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    List.of(deployments, replicaSets, jobs, abandonedPods, endpoints, namespaces)
        .forEach(KeyedLoop::close);
    garbage.close();
    events.close();
  }

  private void lookAtController(HasMetadata object) {
    Ownership.controller(object)
        .ifPresent(
            owner -> {
              ObjectKey key = new ObjectKey(object.getMetadata().getNamespace(), owner.getName());
              switch (owner.getKind()) {
                case "Deployment" -> deployments.look(key);
                case "Job" -> jobs.look(key);
                case "ReplicaSet" -> {
                  replicaSets.look(key);
                  // A Recreate deployment waits for the last pod of its old sets.
                  replicaSetOwner(key);
                }
                default -> {
                  // Controlled by someone outside, such as Flink's own resource manager.
                }
              }
            });
  }

  private void replicaSetOwner(ObjectKey key) {
    ReplicaSet set = replicaSetInformer.getIndexer().getByKey(key.namespace() + "/" + key.name());
    if (set != null) {
      lookAtController(set);
    }
  }

  private static boolean sameNamespace(HasMetadata one, HasMetadata other) {
    return one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  private <T extends HasMetadata> void watch(SharedIndexInformer<T> informer, Consumer<T> look) {
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(T object) {
            look.accept(object);
          }

          @Override
          public void onUpdate(T before, T object) {
            look.accept(object);
          }

          @Override
          public void onDelete(T object, boolean unknown) {
            look.accept(object);
          }
        });
    informers.add(informer);
  }

  private void watchForGarbage(SharedIndexInformer<GenericKubernetesResource> informer) {
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(GenericKubernetesResource object) {
            collector.saw(object).forEach(garbage::look);
          }

          @Override
          public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            if (!before.getMetadata().getUid().equals(object.getMetadata().getUid())) {
              onDelete(before, false);
            }
            collector.saw(object).forEach(garbage::look);
          }

          @Override
          public void onDelete(GenericKubernetesResource object, boolean unknown) {
            collector.sawGone(object).forEach(garbage::look);
          }
        });
    informers.add(informer);
  }
}
