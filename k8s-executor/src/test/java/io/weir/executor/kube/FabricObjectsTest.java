package io.weir.executor.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.api.ApiServer;
import io.weir.cluster.api.PodLogs;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobTarget;
import io.weir.executor.deployment.decide.ClusterView;
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
import io.weir.executor.testing.LogTopics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The adapter against an API server that keeps resource versions, ownership and watches. */
class FabricObjectsTest {
  private static final RenderSettings SETTINGS =
      new RenderSettings("weir/artifact-fetcher:0.1.0", "default");
  private static final JobIntent JOB = intent("default");

  @TempDir Path directory;
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private ApiServer server;
  private KubernetesClient client;
  private FabricObjects objects;

  @BeforeEach
  void start() {
    server = ApiServer.start(directory, new InetSocketAddress("127.0.0.1", 0), PodLogs.NONE);
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(server.uri().toString())
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout(2_000)
                    .build())
            .build();
    objects = new FabricObjects(client, changed::add);
  }

  @AfterEach
  void stop() {
    objects.close();
    client.close();
    server.close();
  }

  @Test
  void seesWhatItAppliedLiveAndByWatching() {
    await("the watch cache").until(() -> objects.cached(JOB).isPresent());
    applyAll();
    assertThat(objects.live(JOB).objects().stream().map(each -> each.view().part().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(JOB.parts());
    await("all objects in the cache")
        .until(() -> objects.cached(JOB).orElseThrow().objects().size() == JOB.parts().size());
    assertThat(changed).contains(JOB.deploymentId());
  }

  @Test
  void repeatsAnApplyHarmlesslyAndRefusesToMakeAnObjectAnewThatWasThere() {
    applyAll();
    String version = version(Part.SERVICE);
    objects.apply("default", ClusterManifests.part(JOB, Part.SERVICE, ownerUid(), SETTINGS));
    assertThat(version(Part.SERVICE)).isEqualTo(version);
    assertThatThrownBy(() -> objects.create("default", ClusterManifests.owner(JOB)))
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
        .inNamespace("default")
        .withName(Part.TASK_MANAGERS.nameIn(JOB.clusterName()))
        .edit(
            deployment -> {
              deployment.getSpec().setReplicas(7);
              return deployment;
            });
    assertThat(look().object(Part.TASK_MANAGERS).orElseThrow().lostFields())
        .containsExactly("spec.replicas");
    objects.apply("default", ClusterManifests.part(JOB, Part.TASK_MANAGERS, ownerUid(), SETTINGS));
    assertThat(look().object(Part.TASK_MANAGERS).map(ObjectView::lostFields)).contains(List.of());
  }

  /** A new version of Weir restarted every TaskManager of a cluster that was given one more. */
  @Test
  void scalesWhatAnotherVersionRenderedAndLeavesItsPodsAlone() {
    objects.create("default", ClusterManifests.owner(JOB));
    ObjectNode older = ClusterManifests.part(JOB, Part.TASK_MANAGERS, ownerUid(), SETTINGS);
    ((ObjectNode) older.at("/spec/template/spec")).put("terminationGracePeriodSeconds", 7);
    ((ObjectNode) older.at("/metadata/annotations"))
        .put(FabricObjects.MANIFEST_HASH, ClusterManifests.hash(older));
    objects.apply("default", older);
    ObjectView before = look().object(Part.TASK_MANAGERS).orElseThrow();
    assertThat(before.rendersAlike()).isFalse();

    objects.scale("default", before.ref(), 5);

    assertThat(view(Part.TASK_MANAGERS).replicas()).contains(5);
    assertThat(
            client
                .apps()
                .deployments()
                .inNamespace("default")
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
    objects.scale("default", taskManagers, 5);
    ObjectView scaled = look().object(Part.TASK_MANAGERS).orElseThrow();
    assertThat(scaled.replicas()).contains(5);
    assertThat(scaled.rendersAlike()).as("the number is no part of the rendering").isTrue();
    assertThat(scaled.lostFields()).isEmpty();

    client.apps().deployments().inNamespace("default").withName(taskManagers.name()).scale(1);
    assertThat(look().object(Part.TASK_MANAGERS).orElseThrow().lostFields())
        .containsExactly("spec.replicas");
  }

  @Test
  void scalesNothingThatIsGone() {
    applyAll();
    ObjectRef gone = ref(Part.TASK_MANAGERS);
    objects.delete("default", gone);
    assertThatThrownBy(() -> objects.scale("default", gone, 5))
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
    assertThatThrownBy(() -> objects.delete("default", other))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.CONFLICT));
    objects.delete("default", owner);
    objects.delete("default", owner);
    assertThat(look().object(Part.OWNER)).isEmpty();
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
    ObjectNode manifest = ClusterManifests.part(JOB, Part.SERVICE, "uid", SETTINGS);
    ((ObjectNode) manifest.path("spec").path("ports").get(0)).put("port", 99_999);
    assertThatThrownBy(() -> objects.apply("default", manifest))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.INVALID));
  }

  @Test
  void saysThatNobodyAnswers() {
    server.close();
    assertThatThrownBy(() -> objects.live(JOB))
        .isInstanceOfSatisfying(
            KubernetesException.class,
            e -> assertThat(e.kind()).isEqualTo(KubernetesException.Kind.UNAVAILABLE));
    assertThat(objects.cached(JOB)).as("a cache that was never filled").isEmpty();
  }

  private void applyAll() {
    objects.create("default", ClusterManifests.owner(JOB));
    for (Part part : JOB.parts())
      if (part != Part.OWNER)
        objects.apply("default", ClusterManifests.part(JOB, part, ownerUid(), SETTINGS));
  }

  private ClusterView look() {
    Observation seen =
        new Observer(
                objects,
                new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(1)),
                new FileStorage(),
                new FileJobResults(),
                new FileHaStorage(),
                SETTINGS,
                JobManagerAddress.POD_IP,
                () -> Intents.NOON)
            .look(JOB, true, Optional.empty());
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
    return objects.live(JOB).objects().stream()
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
