package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the pods of the services are. */
class PodsTest {
  private static final Map<String, String> MODULES =
      Map.of(
          "weir-command", "command-service",
          "weir-projection", "projection-service",
          "weir-executor", "k8s-executor",
          "weir-gateway", "gateway");

  static Stream<Arguments> workloads() {
    return Stream.of(Chart.LEAST, Chart.MOST, Chart.DEVELOPMENT)
        .flatMap(values -> Chart.render(values).workloads().entrySet().stream())
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  static Stream<Arguments> services() {
    return workloads().filter(each -> MODULES.containsKey((String) each.get()[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void obeysTheRestrictedPodSecurityStandard(String name, JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    for (String host : new String[] {"hostNetwork", "hostPID", "hostIPC"})
      assertThat(pod.has(host)).isFalse();
    for (JsonNode volume : pod.path("volumes"))
      assertThat(volume.propertyNames())
          .isSubsetOf("name", "emptyDir", "secret", "persistentVolumeClaim");
    for (JsonNode container : pod.path("containers")) {
      JsonNode context = container.path("securityContext");
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
      assertThat(context.has("privileged")).isFalse();
      assertThat(container.at("/resources/requests/cpu").asString()).isNotEmpty();
      assertThat(container.at("/resources/requests/memory").asString()).isNotEmpty();
      assertThat(container.at("/resources/limits/memory").asString()).isNotNull();
      assertThat(container.path("image").asString()).matches("\\S+/?\\S*:\\d\\S*");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void runsTheImageOfItsModuleOnAFileSystemThatCannotBeWritten(String name, JsonNode workload)
      throws Exception {
    JsonNode container = Rendered.container(workload);
    assertThat(container.path("image").asString())
        .isEqualTo("weir/" + MODULES.get(name) + ":" + version());
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(
            container.path("volumeMounts").valueStream().map(m -> m.path("mountPath").asString()))
        .contains("/tmp");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void asksForHealthAtThePortThatTheServiceListensOn(String name, JsonNode workload) {
    JsonNode container = Rendered.container(workload);
    assertThat(Rendered.environment(workload))
        .containsEntry("SERVER_PORT", container.at("/ports/0/containerPort").asString())
        .containsEntry("SERVER_ADDRESS", "0.0.0.0");
    assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/livez");
    assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo("/livez");
    assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
    for (String probe : new String[] {"livenessProbe", "startupProbe", "readinessProbe"})
      assertThat(container.path(probe).at("/httpGet/port").asString()).isEqualTo("http");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void takesNoVariablesFromOtherServices(String name, JsonNode workload) {
    assertThat(workload.at("/spec/template/spec/enableServiceLinks").asBoolean(true)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void letsOnlyTheExecutorTalkToKubernetes(String name, JsonNode workload) {
    assertThat(workload.at("/spec/template/spec/automountServiceAccountToken").asBoolean(true))
        .isEqualTo(name.equals("weir-executor"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void mountsWhatItNamesAndNamesWhatItMounts(String name, JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    Set<String> mounted = texts(Rendered.container(workload).path("volumeMounts"));
    Set<String> given = texts(pod.path("volumes"));
    given.addAll(
        workload
            .at("/spec/volumeClaimTemplates")
            .valueStream()
            .map(Rendered::name)
            .collect(Collectors.toSet()));
    assertThat(mounted).isEqualTo(given);
  }

  @Test
  void runsOneExecutorAtATime() {
    JsonNode executor = Chart.render(Chart.LEAST).get("Deployment", "weir-executor");
    assertThat(executor.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(executor.at("/spec/strategy/type").asString()).isEqualTo("Recreate");
  }

  @Test
  void keepsOneReplicaUpDuringMaintenanceWhereThereAreSeveral() {
    assertThat(Chart.render(Chart.LEAST).ofKind("PodDisruptionBudget").map(Rendered::name))
        .containsExactlyInAnyOrder("weir-command", "weir-projection", "weir-gateway");
    assertThat(
            Chart.render(Chart.LEAST + "commandService: {replicas: 1}\n")
                .find("PodDisruptionBudget", "weir-command"))
        .as("one replica alone could never be moved")
        .isEmpty();
    assertThat(
            Chart.render(Chart.LEAST + "podDisruptionBudget: {enabled: false}\n")
                .ofKind("PodDisruptionBudget"))
        .isEmpty();
  }

  @Test
  void tellsTheServicesWhereEverythingIs() {
    Map<String, JsonNode> workloads = Chart.render(Chart.MOST).workloads();
    assertThat(Rendered.environment(workloads.get("weir-command")))
        .containsEntry("WEIR_KAFKA_BOOTSTRAPSERVERS", "kafka-0.example:9092,kafka-1.example:9093")
        .containsEntry("WEIR_KAFKA_REPLICAS", "3")
        .containsEntry("WEIR_KAFKA_MININSYNCREPLICAS", "2")
        .containsEntry(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://postgres.example:5432/weir?sslmode=verify-full")
        .containsEntry("WEIR_PROJECTION_URL", "http://weir-projection:8082")
        .containsEntry("WEIR_STORAGE_BASE", "file:///weir/storage")
        .containsEntry("WEIR_KUBERNETESNAMESPACE", "jobs-one")
        .containsEntry("WEIR_SECRETS_KEYFILE", "/weir/secrets/values/master.keys");
    assertThat(Rendered.environment(workloads.get("weir-projection")))
        .containsEntry("WEIR_PROJECTION_COMMANDURI", "http://weir-command:8081")
        .containsEntry("WEIR_PROJECTION_PARTITIONS", "8");
    assertThat(Rendered.environment(workloads.get("weir-executor")))
        .containsEntry("WEIR_COMMAND_URL", "http://weir-command:8081")
        .containsEntry("WEIR_COMMAND_TOKENFILE", "/weir/secrets/executor/executor.token")
        .containsEntry("WEIR_FLINK_SERVICEACCOUNT", "weir-flink");
    assertThat(Rendered.environment(workloads.get("weir-gateway")))
        .containsEntry("WEIR_GATEWAY_COMMANDURI", "http://weir-command:8081")
        .containsEntry("WEIR_GATEWAY_PROJECTIONURI", "http://weir-projection:8082")
        .containsEntry("WEIR_GATEWAY_EXECUTORURI", "http://weir-executor:8083")
        .containsEntry("WEIR_GATEWAY_MAXBODY", "20MB");
  }

  @Test
  void servesEveryAddressThatAServiceIsTold() {
    Rendered rendered = Chart.render(Chart.DEVELOPMENT);
    for (JsonNode workload : rendered.workloads().values())
      Rendered.environment(workload).values().stream()
          .flatMap(value -> Arrays.stream(value.split("[/@,]")))
          .filter(part -> part.matches("weir-[a-z]+:\\d+"))
          .forEach(
              part -> {
                String[] address = part.split(":");
                assertThat(rendered.get("Service", address[0]).at("/spec/ports/0/port").asString())
                    .isEqualTo(address[1]);
              });
  }

  @Test
  void givesSecretsAsFilesToTheirUsersOnly() {
    Rendered rendered = Chart.render(Chart.MOST);
    for (JsonNode workload : rendered.workloads().values())
      assertThat(Rendered.environment(workload).keySet())
          .allMatch(
              name -> !name.matches(".*(PASSWORD|TOKEN|KEY|SECRET).*") || name.endsWith("FILE"));
    assertThat(secretKeys(rendered, "weir-command"))
        .containsExactlyInAnyOrder("password", "master.keys", "executor.token");
    assertThat(secretKeys(rendered, "weir-projection")).containsExactly("password");
    assertThat(secretKeys(rendered, "weir-executor")).containsExactly("executor.token");
    assertThat(secretKeys(rendered, "weir-gateway")).isEmpty();
    assertThat(rendered.ofKind("Secret")).as("the chart makes none").isEmpty();
    assertThat(secretKeys(Chart.render(Chart.LEAST), "weir-executor")).isEmpty();
  }

  @Test
  void mountsTheClaimOfFileStorageWhereTheUriSays() {
    Rendered rendered = Chart.render(Chart.MOST);
    for (String name : new String[] {"weir-command", "weir-executor"})
      assertThat(
              Rendered.container(rendered.get("Deployment", name))
                  .path("volumeMounts")
                  .valueStream())
          .anyMatch(
              mount ->
                  mount.path("name").asString().equals("storage")
                      && mount.path("mountPath").asString().equals("/weir/storage"));
  }

  @Test
  void givesPodsWhatTheValuesSay() {
    JsonNode pod = Chart.render(Chart.MOST).get("Deployment", "weir-gateway").at("/spec/template");
    assertThat(pod.at("/metadata/annotations/team").asString()).isEqualTo("streams");
    assertThat(pod.at("/spec/nodeSelector/pool").asString()).isEqualTo("control");
    assertThat(pod.at("/spec/tolerations/0/key").asString()).isEqualTo("control");
    assertThat(pod.at("/spec/priorityClassName").asString()).isEqualTo("high");
    assertThat(pod.at("/spec/affinity").has("nodeAffinity")).isTrue();
    assertThat(pod.at("/spec/imagePullSecrets/0/name").asString()).isEqualTo("registry");
    assertThat(pod.at("/spec/topologySpreadConstraints/0/topologyKey").asString())
        .isEqualTo("kubernetes.io/hostname");
    assertThat(pod.at("/spec/containers/0/resources/requests/cpu").asString()).isEqualTo("100m");
    JsonNode other =
        Chart.render(
                Chart.LEAST + "spreadOverNodes: false\nimage: {prefix: r.example/x, tag: '9.9'}\n")
            .get("Deployment", "weir-gateway")
            .at("/spec/template/spec");
    assertThat(other.has("topologySpreadConstraints")).isFalse();
    assertThat(other.at("/containers/0/image").asString()).isEqualTo("r.example/x/gateway:9.9");
  }

  private static Stream<String> secretKeys(Rendered rendered, String name) {
    return rendered
        .get("Deployment", name)
        .at("/spec/template/spec/volumes")
        .valueStream()
        .flatMap(volume -> volume.at("/secret/items").valueStream())
        .map(item -> item.path("key").asString());
  }

  private static Set<String> texts(JsonNode named) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : named) names.add(each.path("name").asString());
    return names;
  }

  /** The build's version, which images are tagged with. */
  private static String version() throws Exception {
    String pom = Files.readString(Chart.ROOT.resolve(Path.of("pom.xml")));
    return pom.replaceAll("(?s).*?<artifactId>weir</artifactId>\\s*<version>([^<]+)<.*", "$1");
  }
}
