package io.weir.executor.deployment.render;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.ResourceSpec;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pods of JobManager and TaskManagers: Weir's own template over the user's options. */
final class Pods {
  static final String FLINK_CONTAINER = "flink-main-container";
  private static final ResourceSpec DEFAULT = new ResourceSpec(BigDecimal.ONE, "1g");

  private Pods() {}

  /** The JobManager's template: runs the program and with it the job. */
  static ObjectNode jobManager(JobIntent job, RenderSettings settings) {
    boolean restarts = FlinkFiles.highlyAvailable(job.request().spec());
    ObjectNode container =
        container(job, Labels.JOB_MANAGER, jobManagerArguments(job, restarts))
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
        job.request().spec().kubernetes().flatMap(KubernetesOptions::jobManagerPodTemplate);
    // Without high availability a second JobManager would begin the job anew, from old state.
    return template(
        job, Labels.JOB_MANAGER, container, restarts ? "OnFailure" : "Never", template, settings);
  }

  /** The TaskManagers' template. */
  static ObjectNode taskManager(JobIntent job, RenderSettings settings) {
    ObjectNode container =
        container(
                job,
                Labels.TASK_MANAGER,
                List.of(
                    "taskmanager",
                    "-Dtaskmanager.host=$(POD_IP)",
                    "-Dtaskmanager.bind-host=$(POD_IP)",
                    "-Dtaskmanager.resource-id=$(POD_NAME)"))
            .tree();
    Optional<JsonNode> template =
        job.request().spec().kubernetes().flatMap(KubernetesOptions::taskManagerPodTemplate);
    return template(job, Labels.TASK_MANAGER, container, "Always", template, settings);
  }

  static Memory memory(JobSpec spec, String component) {
    return Memory.parse(spec.resources().getOrDefault(component, DEFAULT).memory());
  }

  static ObjectNode mount(String volume, String path) {
    return Json.object().put("name", volume).put("mountPath", path).tree();
  }

  private static List<String> jobManagerArguments(JobIntent job, boolean restarts) {
    List<String> arguments = new ArrayList<>(List.of("standalone-job"));
    var artifact = job.request().spec().artifact();
    artifact.entryClass().ifPresent(main -> arguments.addAll(List.of("--job-classname", main)));
    arguments.addAll(List.of("--job-id", job.jobId().toString().replace("-", "")));
    var restore = job.request().restore();
    restore
        .chosen()
        .ifPresent(point -> arguments.addAll(List.of("--fromSavepoint", point.location())));
    if (restore.allowNonRestoredState()) arguments.add("--allowNonRestoredState");
    // Taking part in the pod's own address only: many clusters share a host in development.
    arguments.add("-Djobmanager.bind-host=$(POD_IP)");
    arguments.add("-Drest.bind-address=$(POD_IP)");
    // A JobManager that comes back has another address, and tells it through its own store.
    if (restarts) arguments.add("-Djobmanager.rpc.address=$(POD_IP)");
    artifact.mainArgs().ifPresent(line -> arguments.addAll(Arguments.split(line)));
    return arguments;
  }

  private static Json container(JobIntent job, String component, List<String> arguments) {
    JobSpec spec = job.request().spec();
    ResourceSpec resources = spec.resources().getOrDefault(component, DEFAULT);
    ObjectNode amounts =
        Json.object()
            .put("cpu", cpu(resources.cpu()))
            .put("memory", memory(spec, component).quantity())
            .tree();
    return Json.object()
        .put("name", FLINK_CONTAINER)
        .put("image", spec.image())
        .put("args", Json.texts(arguments))
        .put(
            "env",
            Json.array(fieldEnv("POD_IP", "status.podIP"), fieldEnv("POD_NAME", "metadata.name")))
        .put("resources", Json.object().put("requests", amounts).put("limits", amounts.deepCopy()))
        .put("terminationMessagePolicy", "FallbackToLogsOnError")
        .put(
            "volumeMounts",
            Json.array(
                mount("flink-config", "/opt/flink/conf"), mount("usrlib", Program.DIRECTORY)));
  }

  private static ObjectNode template(
      JobIntent job,
      String component,
      ObjectNode container,
      String restartPolicy,
      Optional<JsonNode> users,
      RenderSettings settings) {
    JobSpec spec = job.request().spec();
    ObjectNode own =
        Json.object()
            .put("metadata", Json.object().put("labels", Labels.of(job, component)))
            .put(
                "spec",
                Json.object()
                    .put("restartPolicy", restartPolicy)
                    .put(
                        "initContainers",
                        Program.initContainers(spec.artifact(), spec.image(), settings))
                    .put("containers", Json.array(container))
                    .put("volumes", volumes(job)))
            .tree();
    ObjectNode below = Json.object().put("spec", account(settings)).tree();
    if (users.isPresent() && users.get() instanceof ObjectNode template)
      below = Overlay.merge(below, template);
    Optional<JsonNode> pods = spec.kubernetes().flatMap(KubernetesOptions::pods);
    if (pods.isPresent()) below = Overlay.merge(below, PodOptions.template(pods.get()));
    return Overlay.merge(below, own);
  }

  private static Json account(RenderSettings settings) {
    return Json.object().put("serviceAccountName", settings.serviceAccount());
  }

  private static ArrayNode volumes(JobIntent job) {
    return Json.array(
        Json.object()
            .put("name", "flink-config")
            .put(
                "configMap",
                Json.object().put("name", Part.CONFIGURATION.nameIn(job.clusterName())))
            .tree(),
        Json.object().put("name", "usrlib").put("emptyDir", Json.object()).tree());
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
