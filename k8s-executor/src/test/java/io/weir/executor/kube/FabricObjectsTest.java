package io.weir.executor.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobTarget;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.Observation;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.observe.JobManagerAddress;
import io.weir.executor.deployment.observe.Observer;
import io.weir.executor.deployment.render.ClusterManifests;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.flink.FileHaStorage;
import io.weir.executor.flink.FileJobResults;
import io.weir.executor.flink.FileStorage;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.KubernetesServer;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/**
 * The adapter against an API server that keeps resource versions, ownership and watches: an
 * embedded one, or the one of {@code -Dkubernetes=<path of a kubeconfig>}.
 */
class FabricObjectsTest {
  private static final RenderSettings SETTINGS =
      new RenderSettings("weir/artifact-fetcher:0.1.0", "default");
  @RegisterExtension static final KubernetesServer SERVER = new KubernetesServer();

  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private String namespace;
  private JobIntent job;
  private KubernetesClient client;
  private FabricObjects objects;

  @BeforeEach
  void start() {
    namespace = SERVER.namespace();
    job = intent(namespace);
    client = new KubernetesClientBuilder().withConfig(SERVER.config()).build();
    objects = new FabricObjects(client, changed::add);
  }

  @AfterEach
  void stop() {
    objects.close();
    client.close();
  }

  @Test
  void seesWhatItAppliedLiveAndByWatching() {
    await("the watch cache").until(() -> objects.cached(job).isPresent());
    applyAll();
    assertThat(objects.live(job).objects().stream().map(each -> each.view().part().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(job.parts());
    await("all objects in the cache")
        .until(() -> objects.cached(job).orElseThrow().objects().size() == job.parts().size());
    assertThat(changed).contains(job.deploymentId());
  }

  @Test
  void repeatsAnApplyHarmlesslyAndRefusesToMakeAnObjectAnewThatWasThere() {
    applyAll();
    String version = version(Part.SERVICE);
    objects.apply(namespace, ClusterManifests.part(job, Part.SERVICE, ownerUid(), SETTINGS));
    assertThat(version(Part.SERVICE)).isEqualTo(version);
    assertThatThrownBy(() -> objects.create(namespace, ClusterManifests.owner(job)))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.CONFLICT));
  }

  @Test
  void findsTheFieldsThatSomebodyElseTook() {
    applyAll();
    assertThat(look().object(Part.TASK_MANAGERS).orElseThrow().lostFields())
        .as("nobody touched it")
        .isEmpty();
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(Part.TASK_MANAGERS.nameIn(job.clusterName()))
        .edit(
            deployment -> {
              deployment.getSpec().setReplicas(7);
              return deployment;
            });
    assertThat(look().object(Part.TASK_MANAGERS).orElseThrow().lostFields())
        .containsExactly("spec.replicas");
    objects.apply(namespace, ClusterManifests.part(job, Part.TASK_MANAGERS, ownerUid(), SETTINGS));
    assertThat(look().object(Part.TASK_MANAGERS).map(ObjectView::lostFields)).contains(List.of());
  }

  /** A new version of Weir restarted every TaskManager of a cluster that was given one more. */
  @Test
  void scalesWhatAnotherVersionRenderedAndLeavesItsPodsAlone() {
    objects.create(namespace, ClusterManifests.owner(job));
    ObjectNode older = ClusterManifests.part(job, Part.TASK_MANAGERS, ownerUid(), SETTINGS);
    ((ObjectNode) older.at("/spec/template/spec")).put("terminationGracePeriodSeconds", 7);
    ((ObjectNode) older.at("/metadata/annotations"))
        .put(FabricObjects.MANIFEST_HASH, ClusterManifests.hash(older));
    objects.apply(namespace, older);
    ObjectView before = look().object(Part.TASK_MANAGERS).orElseThrow();
    assertThat(before.rendersAlike()).isFalse();

    objects.scale(namespace, before.ref(), 5);

    assertThat(view(Part.TASK_MANAGERS).replicas()).contains(5);
    assertThat(
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(before.ref().name())
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds())
        .isEqualTo(7);
  }

  @Test
  void whatItScaledItselfIsNoForeignChangeAndWhatSomebodyElseScaledIsOne() {
    applyAll();
    ObjectRef taskManagers = ref(Part.TASK_MANAGERS);
    objects.scale(namespace, taskManagers, 5);
    ObjectView scaled = look().object(Part.TASK_MANAGERS).orElseThrow();
    assertThat(scaled.replicas()).contains(5);
    assertThat(scaled.rendersAlike()).as("the number is no part of the rendering").isTrue();
    assertThat(scaled.lostFields()).isEmpty();

    client.apps().deployments().inNamespace(namespace).withName(taskManagers.name()).scale(1);
    assertThat(look().object(Part.TASK_MANAGERS).orElseThrow().lostFields())
        .containsExactly("spec.replicas");
  }

  @Test
  void scalesNothingThatIsGone() {
    applyAll();
    ObjectRef gone = ref(Part.TASK_MANAGERS);
    objects.delete(namespace, gone);
    assertThatThrownBy(() -> objects.scale(namespace, gone, 5))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.CONFLICT));
    assertThat(look().object(Part.TASK_MANAGERS)).isEmpty();
  }

  @Test
  void deletesThisVeryObjectAndTakesAGoneOneForDeleted() {
    applyAll();
    ObjectRef owner = ref(Part.OWNER);
    ObjectRef other = new ObjectRef(owner.kind(), owner.name(), "another-uid");
    assertThatThrownBy(() -> objects.delete(namespace, other))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.CONFLICT));
    objects.delete(namespace, owner);
    objects.delete(namespace, owner);
    assertThat(look().object(Part.OWNER)).isEmpty();
  }

  /**
   * A JobManager that is told to end gives its leadership back, and writes the ConfigMap anew with
   * fewer labels: it was left for ever.
   */
  @Test
  void findsWhatFlinkKeepsForHighAvailabilityAlsoAfterItsJobManagerGaveItBack() {
    String leads = job.clusterName() + "-cluster-config-map";
    String gaveBack = job.clusterName() + "-given-back";
    Map<String, String> labels =
        Map.of("app", job.clusterName(), "type", "flink-native-kubernetes");
    client.resource(configMap(gaveBack, labels)).create();
    Map<String, String> leading = new HashMap<>(labels);
    leading.put("configmap-type", "high-availability");
    client.resource(configMap(leads, leading)).create();
    client.resource(configMap("of-another", Map.of("app", "another"))).create();

    assertThat(objects.live(job).haMaps().stream().map(ObjectRef::name))
        .containsExactlyInAnyOrder(leads, gaveBack);
  }

  private ConfigMap configMap(String name, Map<String, String> labels) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  @Test
  void tellsWhatKubernetesWarnsOfAboutTheClusterAndNothingElse() {
    String pod = job.clusterName() + "-jobmanager-x";
    warn("Warning", "Pod", pod, "FailedMount", "secret \"keys\" not found");
    warn("Normal", "Pod", pod, "Scheduled", "assigned");
    warn("Warning", "Pod", job.clusterName() + "9-jobmanager-x", "Evicted", "another cluster");
    client
        .events()
        .v1()
        .events()
        .inNamespace(namespace)
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName("series")
                .endMetadata()
                .withEventTime(new MicroTime("2026-11-22T12:00:00.000001Z"))
                .withNewSeries()
                .withCount(3)
                .withLastObservedTime(new MicroTime("2026-11-22T12:01:00.000000Z"))
                .endSeries()
                .withType("Warning")
                .withReason("FailedScheduling")
                .withNote("0/3 nodes are available")
                .withAction("Scheduling")
                .withReportingController("scheduler")
                .withReportingInstance("one")
                .withNewRegarding()
                .withKind("Pod")
                .withNamespace(namespace)
                .withName(pod)
                .endRegarding()
                .build())
        .create();

    assertThat(objects.complaints(job))
        .containsExactlyInAnyOrder(
            new Complaint(
                "Pod/" + pod,
                "FailedMount",
                "secret \"keys\" not found",
                7,
                Intents.NOON,
                Intents.NOON.plusSeconds(60)),
            new Complaint(
                "Pod/" + pod,
                "FailedScheduling",
                "0/3 nodes are available",
                3,
                Instant.parse("2026-11-22T12:00:00.000001Z"),
                Instant.parse("2026-11-22T12:01:00Z")));
  }

  @Test
  void asksForWarningsOnlyOnceAStartHasTakenTooLongAndDoesWithoutThem() {
    applyAll();
    warn("Warning", "Pod", job.clusterName() + "-jobmanager-x", "FailedMount", "");
    Instant deadline = job.request().deadline();
    assertThat(look(objects, deadline.minusNanos(1_000)).complaints()).isEmpty();
    assertThat(look(objects, deadline).complaints())
        .extracting(Complaint::reason)
        .containsExactly("FailedMount");
    assertThat(look(withoutTheRightToReadEvents(), deadline))
        .satisfies(seen -> assertThat(seen.complaints()).isEmpty())
        .satisfies(seen -> assertThat(seen.objects()).hasSize(job.parts().size()));
  }

  private void warn(String type, String kind, String name, String reason, String message) {
    client
        .v1()
        .events()
        .inNamespace(namespace)
        .resource(
            new io.fabric8.kubernetes.api.model.EventBuilder()
                .withNewMetadata()
                .withName(name + "." + reason.toLowerCase(Locale.ROOT))
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(kind)
                .withNamespace(namespace)
                .withName(name)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withCount(7)
                .withFirstTimestamp(Intents.NOON.toString())
                .withLastTimestamp(Intents.NOON.plusSeconds(60).toString())
                .build())
        .create();
  }

  /** Everything else is asked of the server. */
  private KubernetesObjects withoutTheRightToReadEvents() {
    return (KubernetesObjects)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KubernetesObjects.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("complaints"))
                throw new KubernetesException(
                    KubernetesException.Kind.FORBIDDEN, "events are forbidden", null);
              return method.invoke(objects, arguments);
            });
  }

  @Test
  void saysThatANamespaceIsMissing() {
    JobIntent elsewhere = intent("nowhere");
    assertThatThrownBy(() -> objects.create("nowhere", ClusterManifests.owner(elsewhere)))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(KubernetesException.Kind.NAMESPACE_MISSING);
              assertThat(e.passes()).isFalse();
            });
    assertThat(objects.live(elsewhere).objects()).isEmpty();
  }

  @Test
  void saysThatAManifestIsInvalid() {
    ObjectNode manifest = ClusterManifests.part(job, Part.SERVICE, "uid", SETTINGS);
    ((ObjectNode) manifest.path("spec").path("ports").get(0)).put("port", 99_999);
    assertThatThrownBy(() -> objects.apply(namespace, manifest))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.INVALID));
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    Config nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody =
          new ConfigBuilder(Config.empty())
              .withMasterUrl("http://127.0.0.1:" + closed.getLocalPort())
              .withRequestRetryBackoffLimit(0)
              .build();
    }
    try (KubernetesClient unanswered = new KubernetesClientBuilder().withConfig(nobody).build();
        FabricObjects elsewhere = new FabricObjects(unanswered, changed::add)) {
      assertThatThrownBy(() -> elsewhere.live(job))
          .isInstanceOfSatisfying(
              KubernetesException.class,
              e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.UNAVAILABLE));
      assertThat(elsewhere.cached(job)).as("a cache that was never filled").isEmpty();
    }
  }

  private void applyAll() {
    objects.create(namespace, ClusterManifests.owner(job));
    for (Part part : job.parts())
      if (part != Part.OWNER)
        objects.apply(namespace, ClusterManifests.part(job, part, ownerUid(), SETTINGS));
  }

  private ClusterView look() {
    return look(objects, Intents.NOON);
  }

  private ClusterView look(KubernetesObjects kubernetes, Instant at) {
    Observation seen =
        new Observer(
                kubernetes,
                new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(1)),
                new FileStorage(),
                new FileJobResults(),
                new FileHaStorage(),
                SETTINGS,
                JobManagerAddress.POD_IP,
                () -> at)
            .look(job, true, Optional.empty());
    return seen.cluster().found().orElseThrow();
  }

  private String ownerUid() {
    return ref(Part.OWNER).uid();
  }

  private ObjectRef ref(Part part) {
    return view(part).ref();
  }

  private String version(Part part) {
    return view(part).resourceVersion();
  }

  private ObjectView view(Part part) {
    return objects.live(job).objects().stream()
        .map(Listing.Found::view)
        .filter(each -> each.part().equals(Optional.of(part)))
        .findFirst()
        .orElseThrow();
  }

  private static JobIntent intent(String namespace) {
    var request = Intents.aJob();
    var moved =
        new JobRequested(
            request.deploymentId(),
            request.transitionId(),
            request.jobId(),
            request.clusterName(),
            request.generation(),
            new JobTarget("default", namespace),
            request.session(),
            request.spec(),
            request.restore(),
            request.attempt(),
            request.maxAttempts(),
            request.notBefore(),
            request.deadline());
    return Desired.empty(Intents.DEPLOYMENT)
        .evolve(LogTopics.metadata(Intents.DEPLOYMENT, 0), moved)
        .current()
        .orElseThrow();
  }
}
