package io.weir.executor.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.kube.KubernetesException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@link KubernetesObjects} on the fabric8 client. */
public final class FabricObjects implements KubernetesObjects, AutoCloseable {
  /** Who owns the fields that the executor applies. */
  public static final String FIELD_MANAGER = "weir-executor";

  /** The annotation with the hash of the manifest that was applied. */
  public static final String MANIFEST_HASH = "weir.io/manifest-hash";

  private static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(FIELD_MANAGER)
          .build();

  static final String DEPLOYMENT_ID = "weir.io/deployment-id";
  static final String SESSION_CLUSTER_ID = "weir.io/session-cluster-id";
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String WEIR = "weir";

  /** Where each kind that is ever deleted lives. */
  private static final Map<String, String> PATHS =
      Map.of(
          "Secret", "/api/v1/namespaces/%s/secrets/%s",
          "ConfigMap", "/api/v1/namespaces/%s/configmaps/%s",
          "Service", "/api/v1/namespaces/%s/services/%s",
          "Pod", "/api/v1/namespaces/%s/pods/%s",
          "Deployment", "/apis/apps/v1/namespaces/%s/deployments/%s",
          "Job", "/apis/batch/v1/namespaces/%s/jobs/%s");

  private final KubernetesClient client;
  private final Consumer<UUID> changed;
  private final Map<String, NamespaceCache> caches = new ConcurrentHashMap<>();

  /**
   * Uses a client; does not close it.
   *
   * @param changed is told the deployment or session cluster of every object that changed in a
   *     namespace that was asked for
   */
  public FabricObjects(KubernetesClient client, Consumer<UUID> changed) {
    this.client = client;
    this.changed = changed;
  }

  @Override
  public Optional<Listing> cached(ClusterIntent cluster) {
    return caches
        .computeIfAbsent(
            cluster.kubernetesNamespace(), name -> new NamespaceCache(client, name, changed))
        .of(cluster);
  }

  @Override
  public Listing live(ClusterIntent cluster) {
    String namespace = cluster.kubernetesNamespace();
    Map<String, String> label = Map.of(cluster.label().name(), cluster.label().value());
    return asked(
        "list the objects of cluster " + cluster.clusterName() + " in namespace " + namespace,
        () -> {
          Stream<? extends HasMetadata> objects =
              Stream.of(Secret.class, ConfigMap.class, Service.class, Deployment.class, Job.class)
                  .flatMap(type -> list(type, namespace, label).stream());
          return new Listing(
              true,
              objects.map(each -> Views.object(each, cluster.clusterName())).toList(),
              list(Pod.class, namespace, label).stream().map(Views::pod).toList(),
              list(ConfigMap.class, namespace, flinksOwn(cluster)).stream()
                  .map(Views::ref)
                  .toList());
        });
  }

  /**
   * What Flink labels its high-availability ConfigMaps with. The label that says so goes when a
   * JobManager gives its leadership back; these two stay.
   */
  private static Map<String, String> flinksOwn(ClusterIntent cluster) {
    return Map.of("app", cluster.clusterName(), "type", "flink-native-kubernetes");
  }

  /** A namespace that does not exist has no objects. */
  private <T extends HasMetadata> List<T> list(
      Class<T> type, String namespace, Map<String, String> labels) {
    try {
      return client.resources(type).inNamespace(namespace).withLabels(labels).list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404) return List.of();
      throw e;
    }
  }

  @Override
  public void create(String namespace, ObjectNode manifest) {
    asked(
        "create " + text(manifest) + " in namespace " + namespace,
        () -> client.resource(object(manifest)).inNamespace(namespace).create());
  }

  @Override
  public void apply(String namespace, ObjectNode manifest) {
    asked(
        "apply " + text(manifest) + " in namespace " + namespace,
        () ->
            client
                .resource(object(manifest))
                .inNamespace(namespace)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
  }

  @Override
  public void scale(String namespace, ObjectRef deployment, int replicas) {
    asked(
        "scale %s in namespace %s to %d".formatted(deployment.text(), namespace, replicas),
        () ->
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment.name())
                .patch(MERGE, "{\"spec\":{\"replicas\":%d}}".formatted(replicas)));
  }

  @Override
  public void delete(String namespace, ObjectRef object) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(object.uid())
            .endPreconditions()
            .withPropagationPolicy("Background")
            .build();
    String path = PATHS.get(object.kind()).formatted(namespace, object.name());
    asked(
        "delete " + object.text() + " in namespace " + namespace,
        () -> {
          try {
            return client.raw(path, "DELETE", options);
          } catch (KubernetesClientException e) {
            if (e.getCode() == 404) return null;
            throw e;
          }
        });
  }

  @Override
  public List<Complaint> complaints(ClusterIntent cluster) {
    String namespace = cluster.kubernetesNamespace();
    return asked(
        "list the warnings about cluster " + cluster.clusterName() + " in namespace " + namespace,
        () ->
            client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("type", "Warning")
                .list()
                .getItems()
                .stream()
                .filter(each -> Warnings.isAbout(cluster.clusterName(), each))
                .map(Warnings::complaint)
                .toList());
  }

  @Override
  public Optional<String> logTail(String namespace, String pod, String container, int lines) {
    return asked(
        "read the log of pod %s in namespace %s".formatted(pod, namespace),
        () -> {
          try {
            return Optional.ofNullable(
                client
                    .pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .inContainer(container)
                    .tailingLines(lines)
                    .getLog());
          } catch (KubernetesClientException e) {
            // Not started yet, or gone: there is no log.
            if (e.getCode() == 400 || e.getCode() == 404) return Optional.empty();
            throw e;
          }
        });
  }

  @Override
  public void close() {
    caches.values().forEach(NamespaceCache::close);
  }

  private HasMetadata object(ObjectNode manifest) {
    return client.getKubernetesSerialization().unmarshal(manifest.toString());
  }

  private static String text(ObjectNode manifest) {
    return manifest.path("kind").asString()
        + "/"
        + manifest.path("metadata").path("name").asString();
  }

  private static <T> T asked(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      throw new KubernetesException(
          kind(e), "Expected to %s, but %s".formatted(what, answer(e)), e);
    } catch (IllegalArgumentException | ClassCastException e) {
      // The client's own reading of a manifest: a user's pod template of the wrong shape.
      throw new KubernetesException(
          Kind.INVALID, "Expected to %s, but %s".formatted(what, e.getMessage()), e);
    }
  }

  private static Kind kind(KubernetesClientException e) {
    String answer = answer(e);
    return switch (e.getCode()) {
      case 403 -> answer.contains("exceeded quota") ? Kind.QUOTA_EXCEEDED : Kind.FORBIDDEN;
      case 401 -> Kind.FORBIDDEN;
      case 404 -> answer.contains("namespaces") ? Kind.NAMESPACE_MISSING : Kind.CONFLICT;
      case 400, 422 -> Kind.INVALID;
      case 409 -> Kind.CONFLICT;
      case 429 -> Kind.THROTTLED;
      default -> Kind.UNAVAILABLE;
    };
  }

  private static String answer(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null)
      return e.getStatus().getMessage();
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
