package io.weir.executor.deployment.render;

import io.weir.events.spec.ClusterSpec;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.ResourceSpec;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SessionIntent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pods of JobManager and TaskManagers: Weir's own template over the user's options. */
final class Pods {
  static final String FLINK_CONTAINER = "flink-main-container";

  /** Where the key store is mounted. */
  static final String KEYS = "/opt/flink/keys";

  private static final ResourceSpec DEFAULT = new ResourceSpec(BigDecimal.ONE, "1g");

  private Pods() {}

  /** The JobManager's template: a job's own runs the program and with it the job. */
  static ObjectNode jobManager(
      ClusterIntent cluster, RenderSettings settings, Set<String> variables) {
    boolean restarts = FlinkFiles.highlyAvailable(cluster.spec());
    String script = cluster instanceof JobIntent ? "standalone-job.sh" : "jobmanager.sh";
    ObjectNode container =
        container(
                cluster,
                Labels.JOB_MANAGER,
                FlinkRelease.of(cluster.spec()).command(script),
                jobManagerArguments(cluster, restarts, variables))
            .put("ports", Json.array(port("rpc", 6123), port("blob", 6124), port("rest", 8081)))
            .put(
                "readinessProbe",
                Json.object()
                    .put("httpGet", Json.object().put("path", "/config").put("port", 8081))
                    .put("periodSeconds", 2)
                    .put("failureThreshold", 3)
                    .put("timeoutSeconds", 5))
            .tree();
    Optional<JsonNode> template =
        cluster.spec().kubernetes().flatMap(KubernetesOptions::jobManagerPodTemplate);
    String policy =
        switch (cluster) {
          // Without high availability a second one would begin the job anew, from old state.
          case JobIntent job -> restarts ? "OnFailure" : "Never";
          case SessionIntent session -> "Always";
        };
    return template(cluster, Labels.JOB_MANAGER, container, policy, template, settings);
  }

  /** The TaskManagers' template. */
  static ObjectNode taskManager(
      ClusterIntent cluster, RenderSettings settings, Set<String> variables) {
    FlinkRelease release = FlinkRelease.of(cluster.spec());
    List<String> arguments = new ArrayList<>(release.role("taskmanager"));
    if (release.bindsByArgument())
      arguments.addAll(
          List.of(
              "-Dtaskmanager.host=$(POD_IP)",
              "-Dtaskmanager.bind-host=$(POD_IP)",
              "-Dtaskmanager.resource-id=$(POD_NAME)"));
    arguments.addAll(FlinkFiles.arguments(cluster, variables));
    ObjectNode container =
        container(cluster, Labels.TASK_MANAGER, release.command("taskmanager.sh"), arguments)
            .tree();
    Optional<JsonNode> template =
        cluster.spec().kubernetes().flatMap(KubernetesOptions::taskManagerPodTemplate);
    return template(cluster, Labels.TASK_MANAGER, container, "Always", template, settings);
  }

  static Memory memory(ClusterSpec spec, String component) {
    return Memory.parse(spec.resources().getOrDefault(component, DEFAULT).memory());
  }

  static ObjectNode mount(String volume, String path) {
    return Json.object().put("name", volume).put("mountPath", path).tree();
  }

  private static List<String> jobManagerArguments(
      ClusterIntent cluster, boolean restarts, Set<String> variables) {
    FlinkRelease release = FlinkRelease.of(cluster.spec());
    List<String> arguments =
        new ArrayList<>(
            switch (cluster) {
              case JobIntent job -> jobArguments(job, release);
              case SessionIntent session -> release.role("jobmanager");
            });
    // Taking part in the pod's own address only: many clusters share a host in development.
    if (release.bindsByArgument()) {
      arguments.add("-Djobmanager.bind-host=$(POD_IP)");
      arguments.add("-Drest.bind-address=$(POD_IP)");
    }
    // A JobManager that comes back has another address, and tells it through its own store.
    if (restarts) arguments.add("-Djobmanager.rpc.address=$(POD_IP)");
    arguments.addAll(FlinkFiles.arguments(cluster, variables));
    if (cluster instanceof JobIntent job) arguments.addAll(job.spec().arguments());
    return arguments;
  }

  private static List<String> jobArguments(JobIntent job, FlinkRelease release) {
    List<String> arguments = new ArrayList<>(release.role("standalone-job"));
    var artifact = job.request().spec().artifact();
    artifact.entryClass().ifPresent(main -> arguments.addAll(List.of("--job-classname", main)));
    // To lines before, all that follows an unknown option is the program's.
    if (release.line().takesJobId())
      arguments.addAll(List.of("--job-id", job.jobId().toString().replace("-", "")));
    var restore = job.request().restore();
    restore
        .chosen()
        .ifPresent(point -> arguments.addAll(List.of("--fromSavepoint", point.location())));
    if (restore.allowNonRestoredState()) arguments.add("--allowNonRestoredState");
    return arguments;
  }

  private static Json container(
      ClusterIntent cluster, String component, List<String> command, List<String> arguments) {
    ClusterSpec spec = cluster.spec();
    return Json.object()
        .put("name", FLINK_CONTAINER)
        .put("image", spec.image())
        .put("command", command.isEmpty() ? Optional.empty() : Optional.of(Json.texts(command)))
        .put("args", Json.texts(arguments))
        .put("env", environment(cluster))
        .put("resources", resources(spec, component))
        .put("terminationMessagePolicy", "FallbackToLogsOnError")
        .put("volumeMounts", mounts(cluster));
  }

  private static ObjectNode resources(ClusterSpec spec, String component) {
    ResourceSpec resources = spec.resources().getOrDefault(component, DEFAULT);
    ObjectNode amounts =
        Json.object()
            .put("cpu", cpu(resources.cpu()))
            .put("memory", memory(spec, component).quantity())
            .tree();
    return Json.object().put("requests", amounts).put("limits", amounts.deepCopy()).tree();
  }

  private static ArrayNode environment(ClusterIntent cluster) {
    ArrayNode variables =
        Json.array(fieldEnv("POD_IP", "status.podIP"), fieldEnv("POD_NAME", "metadata.name"));
    // Flink's scripts put this behind the class path of old lines, which know no usrlib.
    if (cluster instanceof JobIntent && !FlinkRelease.of(cluster.spec()).readsUsrlib())
      variables.add(
          Json.object()
              .put("name", "HADOOP_CLASSPATH")
              .put("value", Program.DIRECTORY + "/*")
              .tree());
    return variables;
  }

  private static ObjectNode template(
      ClusterIntent cluster,
      String component,
      ObjectNode container,
      String restartPolicy,
      Optional<JsonNode> users,
      RenderSettings settings) {
    ObjectNode below = Json.object().put("spec", account(settings)).tree();
    if (users.isPresent() && users.get() instanceof ObjectNode template)
      below = Overlay.merge(below, template);
    Optional<JsonNode> pods = cluster.spec().kubernetes().flatMap(KubernetesOptions::pods);
    if (pods.isPresent()) below = Overlay.merge(below, PodOptions.template(pods.get()));
    Optional<JsonNode> fetching =
        cluster instanceof JobIntent job
            ? Optional.of(
                Program.initContainers(
                    job, settings, below.path("spec"), resources(cluster.spec(), component)))
            : Optional.empty();
    ObjectNode own =
        Json.object()
            .put("metadata", Json.object().put("labels", Labels.of(cluster, component)))
            .put(
                "spec",
                Json.object()
                    .put("restartPolicy", restartPolicy)
                    .put("initContainers", fetching)
                    .put("containers", Json.array(container))
                    .put("volumes", volumes(cluster)))
            .tree();
    return Overlay.merge(below, own);
  }

  private static Json account(RenderSettings settings) {
    return Json.object().put("serviceAccountName", settings.serviceAccount());
  }

  private static ArrayNode mounts(ClusterIntent cluster) {
    ArrayNode mounts = Json.array(mount("flink-config", "/opt/flink/conf"));
    if (cluster instanceof JobIntent) mounts.add(mount("usrlib", Program.DIRECTORY));
    if (cluster.encrypted()) mounts.add(mount("flink-keys", KEYS));
    return mounts;
  }

  private static ArrayNode volumes(ClusterIntent cluster) {
    Json files = Json.object().put("name", Part.CONFIGURATION.nameIn(cluster.clusterName()));
    Json configuration = Json.object().put("name", "flink-config");
    ArrayNode volumes =
        Json.array(
            cluster.needsSecret()
                ? configuration
                    .put(
                        "projected",
                        Json.object()
                            .put(
                                "sources",
                                Json.array(
                                    Json.object().put("configMap", files).tree(),
                                    Json.object()
                                        .put(
                                            "secret",
                                            ofSecret(
                                                cluster,
                                                "name",
                                                FlinkRelease.of(cluster.spec())
                                                    .configurationFile()))
                                        .tree())))
                    .tree()
                : configuration.put("configMap", files).tree());
    if (cluster instanceof JobIntent)
      volumes.add(Json.object().put("name", "usrlib").put("emptyDir", Json.object()).tree());
    if (cluster.encrypted())
      volumes.add(
          Json.object()
              .put("name", "flink-keys")
              .put("secret", ofSecret(cluster, "secretName", ClusterSecret.KEY_STORE))
              .tree());
    return volumes;
  }

  /** One file of the cluster's Secret, and nothing else of it. */
  private static Json ofSecret(ClusterIntent cluster, String nameField, String key) {
    return Json.object()
        .put(nameField, Part.SECRET.nameIn(cluster.clusterName()))
        .put("items", Json.array(Json.object().put("key", key).put("path", key).tree()));
  }

  private static ObjectNode port(String name, int number) {
    return Json.object()
        .put("name", name)
        .put("containerPort", number)
        .put("protocol", "TCP")
        .tree();
  }

  private static ObjectNode fieldEnv(String name, String path) {
    return Json.object()
        .put("name", name)
        .put("valueFrom", Json.object().put("fieldRef", Json.object().put("fieldPath", path)))
        .tree();
  }

  /** Whole cores as they are, else in thousandths. */
  private static String cpu(BigDecimal cores) {
    BigDecimal thousandths = cores.movePointRight(3).stripTrailingZeros();
    return cores.stripTrailingZeros().scale() <= 0
        ? cores.toBigInteger().toString()
        : thousandths.toBigInteger() + "m";
  }
}
