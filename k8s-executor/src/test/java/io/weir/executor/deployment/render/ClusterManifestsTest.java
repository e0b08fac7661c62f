package io.weir.executor.deployment.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ClusterManifestsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final RenderSettings SETTINGS =
      new RenderSettings("weir/artifact-fetcher:0.1.0", "flink");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("plain", spec(spec -> spec), Intents.emptyState()),
        Arguments.of("from-savepoint", spec(spec -> spec), fromSavepoint()),
        Arguments.of(
            "fetched-by-http",
            spec(
                spec ->
                    Intents.withArtifact(
                        spec,
                        artifact(
                            "https://repo.example.com/words.jar?v=1",
                            List.of("http://repo.example.com/udf.jar")))),
            Intents.emptyState()),
        Arguments.of(
            "high-availability",
            spec(
                spec ->
                    Intents.withConfiguration(
                        spec,
                        Map.of(
                            "high-availability.type", "kubernetes",
                            "high-availability.storageDir", "file:///ha",
                            "rest.port", "1234"))),
            Intents.emptyState()),
        Arguments.of(
            "old-line",
            spec(spec -> Intents.withVersion(spec, "1.8", Optional.empty())),
            Intents.emptyState()),
        Arguments.of(
            "log-as-xml",
            spec(spec -> Intents.withVersion(spec, "1.20", Optional.of("<Configuration/>\n"))),
            Intents.emptyState()),
        Arguments.of(
            "pod-options",
            spec(
                spec ->
                    Intents.withKubernetes(
                        spec,
                        options(
                            """
                            {"labels":{"team":"a"},"annotations":{"note":"b"},
                             "nodeSelector":{"disk":"ssd"},"tolerations":[{"key":"gpu"}],
                             "imagePullSecrets":[{"name":"pull"}],
                             "envVars":[{"name":"POD_IP","value":"mine"},{"name":"X","value":"1"}],
                             "volumeMounts":[{"name":"data","volume":{"emptyDir":{}},
                                              "volumeMount":{"mountPath":"/data"}}]}
                            """,
                            null))),
            Intents.emptyState()),
        Arguments.of(
            "pod-template",
            spec(
                spec ->
                    Intents.withKubernetes(
                        spec,
                        options(
                            null,
                            """
                            {"metadata":{"labels":{"team":"a","weir.io/job-id":"not-yours"}},
                             "spec":{"serviceAccountName":"special","hostNetwork":false,
                                     "containers":[{"name":"sidecar","image":"log-shipper"},
                                                   {"name":"flink-main-container",
                                                    "securityContext":{"runAsUser":9999}}],
                                     "initContainers":[{"name":"first","image":"first"}]}}
                            """))),
            Intents.emptyState()));
  }

  /**
   * To accept a change: {@code mvn -pl k8s-executor test -Dgolden.update=true}, then look at it.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rendersAsTheGoldenFile(String name, UnaryOperator<JobSpec> spec, RestoreDecision restore)
      throws IOException {
    JobIntent job = intent(spec, restore);
    StringBuilder text = new StringBuilder();
    for (Part part : job.parts())
      text.append(
          Serialization.asYaml(
              Serialization.unmarshal(
                  ClusterManifests.part(job, part, "owner-uid", SETTINGS).toString(),
                  Object.class)));
    Path file = GOLDEN.resolve(name + ".yaml");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text.toString())
        .as("what is rendered for %s; if the change is meant: -Dgolden.update=true", name)
        .isEqualTo(Files.readString(file));
  }

  @Test
  void usersNeverTakeOverWhatWeirSelectsBy() {
    JobIntent job =
        intent(
            spec ->
                Intents.withKubernetes(
                    spec,
                    new KubernetesOptions(
                        Map.of(Labels.JOB_ID, "other", "team", "a"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
            Intents.emptyState());
    ObjectNode manifest = ClusterManifests.part(job, Part.SERVICE, "uid", SETTINGS);
    JsonNode labels = manifest.path("metadata").path("labels");
    assertThat(labels.path(Labels.JOB_ID).asString()).isEqualTo(Intents.JOB.toString());
    assertThat(labels.path("team").asString()).isEqualTo("a");
  }

  static Stream<Arguments> unrenderable() {
    return Stream.of(
        Arguments.of(artifact("s3://bucket/words.jar", List.of()), "http, https or file"),
        Arguments.of(artifact("https://repo.example.com/", List.of()), "names a file"),
        Arguments.of(artifact("no uri at all", List.of()), "Expected a URI"));
  }

  @ParameterizedTest
  @MethodSource("unrenderable")
  void refusesProgramsThatNoContainerCanFetch(Artifact artifact, String says) {
    JobIntent job = intent(spec -> Intents.withArtifact(spec, artifact), Intents.emptyState());
    assertThatThrownBy(() -> ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining(says);
  }

  /** Flink 1.7 takes an option that it does not know, and all behind it, for the program's. */
  @Test
  void aLineThatCannotBeGivenAJobIdIsNotGivenOne() {
    JobIntent job =
        intent(spec -> Intents.withVersion(spec, "1.7", Optional.empty()), fromSavepoint());

    assertThat(
            ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS)
                .at("/spec/template/spec/containers/0/args")
                .valueStream()
                .map(JsonNode::asString))
        .startsWith(
            "start-foreground",
            "--job-classname",
            "com.example.Words",
            "--fromSavepoint",
            "file:/state/sp-1")
        .doesNotContain("--job-id");
  }

  /** It would take up what another job with that id had left. */
  @Test
  void noHighAvailabilityIsRenderedForALineThatCannotBeGivenAJobId() {
    JobIntent job =
        intent(
            spec ->
                Intents.withVersion(
                    Intents.withConfiguration(spec, Map.of("high-availability", "zookeeper")),
                    "1.7",
                    Optional.empty()),
            Intents.emptyState());

    assertThatThrownBy(() -> ClusterManifests.part(job, Part.CONFIGURATION, "uid", SETTINGS))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("no high availability on Flink 1.7");
  }

  /** The distribution's own configuration opens them, and the mounted one hides it. */
  @Test
  void opensTheModulesThatFlinkLooksIntoWhereItKnowsOfModules() {
    assertThat(option("2.3", Map.of(), "env.java.default-opts.all"))
        .contains(FlinkFiles.OPEN_MODULES);
    assertThat(option("1.19", Map.of("env.java.opts", "-Xlog:gc"), "env.java.default-opts.all"))
        .contains(FlinkFiles.OPEN_MODULES);
    assertThat(option("1.17", Map.of(), "env.java.default-opts.all")).isEmpty();
    assertThat(option("1.17", Map.of(), "env.java.opts.all")).isEmpty();
  }

  @Test
  void keepsTheUsersFlagsBesideThoseThatOpenModules() {
    String gc = "-Xlog:gc";
    assertThat(option("2.3", Map.of("env.java.opts.all", gc), "env.java.opts.all")).contains(gc);
    assertThat(option("2.3", Map.of("env.java.default-opts.all", gc), "env.java.default-opts.all"))
        .as("who says it himself knows what he does")
        .contains(gc);
    String both = FlinkFiles.OPEN_MODULES + " " + gc;
    assertThat(option("1.18", Map.of("env.java.opts.all", gc), "env.java.opts.all")).contains(both);
    assertThat(option("1.18", Map.of("env.java.opts", gc), "env.java.opts.all"))
        .as("Flink asks for the old name only where the new one is missing")
        .contains(both);
  }

  private static Optional<String> option(String version, Map<String, String> given, String option) {
    JobIntent job =
        intent(
            spec ->
                Intents.withVersion(
                    Intents.withConfiguration(spec, given), version, Optional.empty()),
            Intents.emptyState());
    return Optional.ofNullable(FlinkFiles.options(job).get(option));
  }

  /** A program on a mounted volume was not there for the container that copies it. */
  @Test
  void whatCopiesTheProgramSeesTheUsersVolumes() {
    JobIntent job =
        intent(
            spec ->
                Intents.withKubernetes(
                    Intents.withArtifact(
                        spec,
                        artifact(
                            "file:///jobs/words.jar", List.of("http://repo.example.com/udf.jar"))),
                    options(
                        """
                        {"volumeMounts":[{"name":"jobs","volume":{"emptyDir":{}},
                                          "volumeMount":{"mountPath":"/jobs"}}]}
                        """,
                        """
                        {"spec":{"volumes":[{"name":"more","emptyDir":{}}],
                                 "containers":[{"name":"sidecar","image":"log-shipper",
                                                "volumeMounts":[{"name":"own","mountPath":"/own"}]},
                                               {"name":"flink-main-container",
                                                "volumeMounts":[{"name":"more","mountPath":"/more"}]}]}}
                        """)),
            Intents.emptyState());

    JsonNode pod =
        ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS).at("/spec/template/spec");
    JsonNode containers = pod.path("initContainers");
    assertThat(mountPaths(containers.get(0)))
        .containsExactlyInAnyOrder("/opt/flink/usrlib", "/jobs", "/more");
    assertThat(mountPaths(containers.get(1)))
        .as("what fetches by HTTP needs none")
        .containsExactly("/opt/flink/usrlib");
  }

  /**
   * A namespace of the restricted Pod Security Standard refuses pods in which one container is not.
   */
  @Test
  void everyContainerIsAsConfinedAsTheUserConfinesFlink() {
    JobIntent job =
        intent(
            spec ->
                Intents.withKubernetes(
                    spec,
                    options(
                        null,
                        """
                        {"spec":{"containers":[
                          {"name":"flink-main-container",
                           "securityContext":{"allowPrivilegeEscalation":false}}]}}
                        """)),
            Intents.emptyState());

    JsonNode pod =
        ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS).at("/spec/template/spec");
    assertThat(pod.at("/initContainers/0/securityContext/allowPrivilegeEscalation").asString())
        .isEqualTo("false");
    assertThat(pod.at("/containers/0/securityContext"))
        .isEqualTo(pod.at("/initContainers/0/securityContext"));
  }

  private static Stream<String> mountPaths(JsonNode container) {
    return container
        .path("volumeMounts")
        .valueStream()
        .map(each -> each.path("mountPath").asString());
  }

  /** A namespace with a quota refuses pods in which one container has no limits. */
  @Test
  void everyContainerOfAPodHasLimits() {
    JsonNode pod =
        ClusterManifests.part(
                intent(spec -> spec, Intents.emptyState()), Part.TASK_MANAGERS, "uid", SETTINGS)
            .at("/spec/template/spec");
    assertThat(pod.at("/initContainers/0/resources"))
        .as("as much as Flink, which comes after it: the pod asks for no more")
        .isEqualTo(pod.at("/containers/0/resources"));
    assertThat(pod.at("/containers/0/resources/limits/memory").asString()).isNotEmpty();
  }

  @Test
  void whatTheUserSaysOfTheContainerThatBringsTheProgramStands() {
    JobIntent job =
        intent(
            spec ->
                Intents.withKubernetes(
                    spec,
                    options(
                        null,
                        """
                        {"spec":{"initContainers":[
                          {"name":"fetch-program","resources":{"limits":{"memory":"64Mi"}}}]}}
                        """)),
            Intents.emptyState());

    JsonNode container =
        ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS)
            .at("/spec/template/spec/initContainers/0");
    assertThat(container.path("resources").toString())
        .isEqualTo("{\"limits\":{\"memory\":\"64Mi\"}}");
    assertThat(container.path("command").isArray()).isTrue();
  }

  @Test
  void ignoresAnUnknownPodOption() {
    JobIntent plain = intent(spec -> spec, Intents.emptyState());
    JobIntent job =
        intent(
            spec -> Intents.withKubernetes(spec, options("{\"volumes\":[{\"name\":\"x\"}]}", null)),
            Intents.emptyState());

    assertThat(ClusterManifests.part(job, Part.JOB_MANAGER, "uid", SETTINGS).path("spec"))
        .isEqualTo(ClusterManifests.part(plain, Part.JOB_MANAGER, "uid", SETTINGS).path("spec"));
  }

  private static UnaryOperator<JobSpec> spec(UnaryOperator<JobSpec> change) {
    return change;
  }

  private static KubernetesOptions options(String pods, String template) {
    Optional<JsonNode> tree = Optional.ofNullable(template).map(WireJson.mapper()::readTree);
    return new KubernetesOptions(
        Map.of(), Optional.ofNullable(pods).map(WireJson.mapper()::readTree), tree, tree);
  }

  private static Artifact artifact(String uri, List<String> more) {
    return new Artifact(
        Artifact.Kind.JAR,
        Optional.of(uri),
        Optional.empty(),
        Optional.empty(),
        more,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static RestoreDecision fromSavepoint() {
    return new RestoreDecision(
        Optional.of(
            new RestorePoint(
                Intents.SAVEPOINT,
                "file:/state/sp-1",
                SavepointOrigin.SUSPEND,
                Intents.NOON,
                Duration.ZERO,
                Optional.empty())),
        RestoreRule.LATEST_STATE,
        List.of(),
        true,
        "From the savepoint.");
  }

  private static JobIntent intent(UnaryOperator<JobSpec> spec, RestoreDecision restore) {
    JobRequested request = Intents.aJob(Intents.JOB, Intents.NOON, spec, restore);
    return Desired.empty(Intents.DEPLOYMENT)
        .evolve(LogTopics.metadata(Intents.DEPLOYMENT, 0), request)
        .current()
        .orElseThrow();
  }
}
